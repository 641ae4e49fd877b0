package dev.ycrdt.server.dialect;

import dev.ycrdt.server.room.InvalidRoomNameException;
import dev.ycrdt.server.room.RoomName;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the room out of the path of a request.
 *
 * <p>A room has one name whichever way it is reached: {@code /party/r}, {@code /parties/main/r} and
 * {@code /r} are room {@code r}; {@code /parties/docs/r} and {@code /docs/r} are room {@code
 * docs/r}. Segments after the room of a {@code /party} or {@code /parties} path are ignored, as
 * PartyKit does.
 *
 * <p>Source: partykit {@code src/facade/source.ts}, {@code getRoomAndPartyFromPathname};
 * y-websocket server {@code src/utils.js}, {@code setupWSConnection}. Differs from both: segments
 * are percent-decoded, once.
 */
public final class RequestPath {
  private static final String MAIN_PARTY = "main";

  private RequestPath() {}

  /**
   * Finds the room that a path addresses.
   *
   * @param rawPath the path as it stands in the request line, without query
   * @return the room's name
   * @throws InvalidRoomNameException if the path names no room or one that may not exist
   */
  public static RoomName roomName(String rawPath) {
    if (!rawPath.startsWith("/")) {
      throw new InvalidRoomNameException("the path does not start with a slash");
    }
    List<String> segments = new ArrayList<>();
    for (String segment : rawPath.substring(1).split("/", -1)) {
      segments.add(decode(segment));
    }
    if (segments.size() >= 2 && segments.get(0).equals("party")) {
      return inParty(MAIN_PARTY, segments.get(1));
    }
    if (segments.size() >= 2 && segments.get(0).equals("parties")) {
      return inParty(segments.get(1), segments.size() > 2 ? segments.get(2) : "");
    }
    return new RoomName(String.join("/", segments));
  }

  private static RoomName inParty(String party, String room) {
    if (party.equals(MAIN_PARTY) || room.isEmpty()) {
      return new RoomName(room);
    }
    return new RoomName(party + "/" + room);
  }

  private static String decode(String segment) {
    if (segment.indexOf('%') < 0 && segment.chars().allMatch(c -> c < 0x80)) {
      return segment;
    }
    byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
    byte[] decoded = new byte[raw.length];
    int length = 0;
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] == '%') {
        decoded[length++] = hexByte(raw, i + 1);
        i += 2;
      } else {
        decoded[length++] = raw[i];
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(decoded, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidRoomNameException("the path is not percent-encoded UTF-8");
    }
  }

  private static byte hexByte(byte[] raw, int at) {
    int high = at + 1 < raw.length ? Character.digit(raw[at], 16) : -1;
    int low = at + 1 < raw.length ? Character.digit(raw[at + 1], 16) : -1;
    if (high < 0 || low < 0) {
      throw new InvalidRoomNameException("the path has a broken percent escape");
    }
    return (byte) (high << 4 | low);
  }
}
