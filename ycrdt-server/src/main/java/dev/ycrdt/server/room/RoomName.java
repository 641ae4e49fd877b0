package dev.ycrdt.server.room;

/**
 * The name of a room, valid by construction: 1 to 256 Unicode characters, no control characters, no
 * unpaired surrogates, and, read as segments between slashes, no segment that is empty, {@code .}
 * or {@code ..}. It is a key and nothing else; it is never used as a path.
 *
 * @param value the name as clients mean it, percent-decoded
 */
public record RoomName(String value) implements Comparable<RoomName> {
  /** The greatest length of a name, in Unicode code points. */
  public static final int MAX_CODE_POINTS = 256;

  /**
   * Checks a name.
   *
   * @throws InvalidRoomNameException if it is not valid, with a message fit for the client
   */
  public RoomName {
    int codePoints = value.codePointCount(0, value.length());
    if (codePoints == 0) {
      throw new InvalidRoomNameException("the room name is empty");
    }
    if (codePoints > MAX_CODE_POINTS) {
      throw new InvalidRoomNameException(
          "the room name has "
              + codePoints
              + " characters, at most "
              + MAX_CODE_POINTS
              + " are allowed");
    }
    if (value.codePoints().anyMatch(RoomName::isForbidden)) {
      throw new InvalidRoomNameException("the room name contains a control character");
    }
    for (String segment : value.split("/", -1)) {
      requireNamed(segment);
    }
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE
        || Character.getType(codePoint) == Character.LINE_SEPARATOR
        || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
  }

  private static void requireNamed(String segment) {
    if (segment.isEmpty()) {
      throw new InvalidRoomNameException("the room name has an empty segment");
    }
    if (segment.equals(".") || segment.equals("..")) {
      throw new InvalidRoomNameException("the room name has the segment \"" + segment + "\"");
    }
  }

  @Override
  public int compareTo(RoomName other) {
    return value.compareTo(other.value);
  }

  /** {@return the name itself} */
  @Override
  public String toString() {
    return value;
  }
}
