package dev.ycrdt.server.room;

import java.time.Duration;

/**
 * How rooms behave. Immutable and thread-safe; every setting has a default.
 *
 * <table>
 * <caption>Settings and defaults</caption>
 * <tr><th>setting</th><th>default</th><th>meaning</th></tr>
 * <tr><td>gc</td><td>true</td><td>deleted content is dropped from documents in memory</td></tr>
 * <tr><td>readOnly</td><td>false</td><td>nobody may change a document</td></tr>
 * <tr><td>maxRooms</td><td>10,000</td><td>rooms in memory at once</td></tr>
 * <tr><td>maxSessionsPerRoom</td><td>1,000</td><td>connections in one room</td></tr>
 * <tr><td>maxDocumentBytes</td><td>256 MiB</td><td>encoded size of one document</td></tr>
 * <tr><td>sendBudgetBytes</td><td>1 MiB</td><td>bytes waiting for a slow reader before its updates are replaced by one diff</td></tr>
 * <tr><td>receiveBudgetBytes</td><td>128 MiB</td><td>bytes received from one connection that its room has not handled yet</td></tr>
 * <tr><td>keepalive</td><td>15 s</td><td>silence after which a connection is sent an empty message; clients give up after 30 s</td></tr>
 * <tr><td>stalledAfter</td><td>60 s</td><td>how long a reader may stay over its budget before it is closed</td></tr>
 * <tr><td>unloadAfter</td><td>5 s</td><td>how long an empty room stays in memory</td></tr>
 * <tr><td>compactAfterRecords</td><td>500</td><td>stored records after which a room in use is compacted</td></tr>
 * <tr><td>compactAfterBytes</td><td>4 MiB</td><td>the same by size; the log must also have outgrown its snapshot</td></tr>
 * </table>
 */
public final class RoomOptions {
  private static final RoomOptions DEFAULTS = new Builder().build();

  private final boolean gc;
  private final boolean readOnly;
  private final int maxRooms;
  private final int maxSessionsPerRoom;
  private final long maxDocumentBytes;
  private final long sendBudgetBytes;
  private final long receiveBudgetBytes;
  private final Duration keepalive;
  private final Duration stalledAfter;
  private final Duration unloadAfter;
  private final int compactAfterRecords;
  private final long compactAfterBytes;

  private RoomOptions(Builder from) {
    gc = from.gc;
    readOnly = from.readOnly;
    maxRooms = (int) atLeastOne("maxRooms", from.maxRooms);
    maxSessionsPerRoom = (int) atLeastOne("maxSessionsPerRoom", from.maxSessionsPerRoom);
    maxDocumentBytes = atLeastOne("maxDocumentBytes", from.maxDocumentBytes);
    sendBudgetBytes = atLeastOne("sendBudgetBytes", from.sendBudgetBytes);
    receiveBudgetBytes = atLeastOne("receiveBudgetBytes", from.receiveBudgetBytes);
    keepalive = positive("keepalive", from.keepalive);
    stalledAfter = positive("stalledAfter", from.stalledAfter);
    unloadAfter = from.unloadAfter;
    compactAfterRecords = (int) atLeastOne("compactAfterRecords", from.compactAfterRecords);
    compactAfterBytes = atLeastOne("compactAfterBytes", from.compactAfterBytes);
    if (unloadAfter.isNegative()) {
      throw new IllegalArgumentException("unloadAfter is negative: " + unloadAfter);
    }
  }

  private static long atLeastOne(String setting, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(setting + " is " + value + ", must be at least 1");
    }
    return value;
  }

  private static Duration positive(String setting, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(setting + " is " + value + ", must be positive");
    }
    return value;
  }

  /** {@return the defaults} */
  public static RoomOptions defaults() {
    return DEFAULTS;
  }

  /** {@return a builder that starts with the defaults} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return whether documents drop deleted content from memory} */
  public boolean gc() {
    return gc;
  }

  /** {@return whether no session may change a document} */
  public boolean readOnly() {
    return readOnly;
  }

  /** {@return the greatest number of rooms in memory} */
  public int maxRooms() {
    return maxRooms;
  }

  /** {@return the greatest number of sessions in one room} */
  public int maxSessionsPerRoom() {
    return maxSessionsPerRoom;
  }

  /** {@return the greatest encoded size of one document, in bytes} */
  public long maxDocumentBytes() {
    return maxDocumentBytes;
  }

  /** {@return how many bytes may wait for a reader before updates are held back, in bytes} */
  public long sendBudgetBytes() {
    return sendBudgetBytes;
  }

  /** {@return how many received bytes of one session may wait for the room, in bytes} */
  public long receiveBudgetBytes() {
    return receiveBudgetBytes;
  }

  /** {@return the silence after which a session is sent an empty message} */
  public Duration keepalive() {
    return keepalive;
  }

  /** {@return how long a reader may stay over its budget} */
  public Duration stalledAfter() {
    return stalledAfter;
  }

  /** {@return how long an empty room stays in memory; zero unloads at once} */
  public Duration unloadAfter() {
    return unloadAfter;
  }

  /** {@return the number of records after which a room in use is compacted} */
  public int compactAfterRecords() {
    return compactAfterRecords;
  }

  /** {@return the size of the log after which a room in use is compacted, in bytes} */
  public long compactAfterBytes() {
    return compactAfterBytes;
  }

  /** Collects settings; not thread-safe. {@link RoomOptions} says what each one means. */
  public static final class Builder {
    private boolean gc = true;
    private boolean readOnly;
    private int maxRooms = 10_000;
    private int maxSessionsPerRoom = 1_000;
    private long maxDocumentBytes = 256L << 20;
    private long sendBudgetBytes = 1L << 20;
    private long receiveBudgetBytes = 128L << 20;
    private Duration keepalive = Duration.ofSeconds(15);
    private Duration stalledAfter = Duration.ofSeconds(60);
    private Duration unloadAfter = Duration.ofSeconds(5);
    private int compactAfterRecords = 500;
    private long compactAfterBytes = 4L << 20;

    private Builder() {}

    /** Sets whether documents drop deleted content from memory. */
    public Builder gc(boolean value) {
      gc = value;
      return this;
    }

    /** Sets whether no session may change a document. */
    public Builder readOnly(boolean value) {
      readOnly = value;
      return this;
    }

    /** Sets the greatest number of rooms in memory, at least 1. */
    public Builder maxRooms(int value) {
      maxRooms = value;
      return this;
    }

    /** Sets the greatest number of sessions in one room, at least 1. */
    public Builder maxSessionsPerRoom(int value) {
      maxSessionsPerRoom = value;
      return this;
    }

    /** Sets the greatest encoded size of one document in bytes, at least 1. */
    public Builder maxDocumentBytes(long value) {
      maxDocumentBytes = value;
      return this;
    }

    /** Sets how many bytes may wait for a reader before updates are held back, at least 1. */
    public Builder sendBudgetBytes(long value) {
      sendBudgetBytes = value;
      return this;
    }

    /** Sets how many received bytes of one session may wait for the room, at least 1. */
    public Builder receiveBudgetBytes(long value) {
      receiveBudgetBytes = value;
      return this;
    }

    /** Sets the silence after which a session is sent an empty message, more than zero. */
    public Builder keepalive(Duration value) {
      keepalive = value;
      return this;
    }

    /** Sets how long a reader may stay over its budget, more than zero. */
    public Builder stalledAfter(Duration value) {
      stalledAfter = value;
      return this;
    }

    /** Sets how long an empty room stays in memory, zero or more. */
    public Builder unloadAfter(Duration value) {
      unloadAfter = value;
      return this;
    }

    /** Sets the number of records after which a room in use is compacted, at least 1. */
    public Builder compactAfterRecords(int value) {
      compactAfterRecords = value;
      return this;
    }

    /** Sets the size in bytes of the log after which a room in use is compacted, at least 1. */
    public Builder compactAfterBytes(long value) {
      compactAfterBytes = value;
      return this;
    }

    /**
     * {@return the options}
     *
     * @throws IllegalArgumentException if a setting is out of its range, naming setting and value
     */
    public RoomOptions build() {
      return new RoomOptions(this);
    }
  }
}
