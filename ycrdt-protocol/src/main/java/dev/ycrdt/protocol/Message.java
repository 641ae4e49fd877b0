package dev.ycrdt.protocol;

import java.util.Arrays;
import java.util.Objects;

/**
 * One message of the y-websocket envelope, as {@code y-websocket} and {@code y-partykit} exchange
 * it.
 *
 * <p>{@link MessageReader} and {@link MessageWriter} turn messages into bytes and back. Byte arrays
 * are held, not copied: whoever hands one over must not change it afterwards. Two messages are
 * equal if their contents are. As long as that rule is kept, messages are immutable and may be
 * shared between threads.
 *
 * <p>Source: y-websocket 3.1.0 {@code src/y-websocket.js}, {@code messageHandlers}.
 */
// Arrays are compared by content here; to copy what may be megabytes would gain nothing.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Message {

  /** Type 0: one of the three messages of the sync protocol, see {@link SyncProtocol}. */
  sealed interface Sync extends Message permits SyncStep1, SyncStep2, SyncUpdate {

    /** Returns the state vector of a {@link SyncStep1}, the update of the others; not a copy. */
    byte[] payload();
  }

  /**
   * Tells the receiver what the sender has; the receiver answers with a {@link SyncStep2}.
   *
   * @param stateVector an encoded state vector
   */
  record SyncStep1(byte[] stateVector) implements Sync {

    @Override
    public byte[] payload() {
      return stateVector;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SyncStep1 that && Arrays.equals(stateVector, that.stateVector);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(stateVector);
    }

    @Override
    public String toString() {
      return "SyncStep1[" + stateVector.length + " bytes]";
    }
  }

  /**
   * The answer to a {@link SyncStep1}: everything the sender of the state vector lacks. Clients
   * count themselves as synced when it arrives, so it is sent even if there is nothing new.
   *
   * @param update an update in the V1 format
   */
  record SyncStep2(byte[] update) implements Sync {

    @Override
    public byte[] payload() {
      return update;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SyncStep2 that && Arrays.equals(update, that.update);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(update);
    }

    @Override
    public String toString() {
      return "SyncStep2[" + update.length + " bytes]";
    }
  }

  /**
   * A change that just happened.
   *
   * @param update an update in the V1 format
   */
  record SyncUpdate(byte[] update) implements Sync {

    @Override
    public byte[] payload() {
      return update;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof SyncUpdate that && Arrays.equals(update, that.update);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(update);
    }

    @Override
    public String toString() {
      return "SyncUpdate[" + update.length + " bytes]";
    }
  }

  /**
   * Type 1: states of clients, see {@link Awareness}.
   *
   * @param update an awareness update, as {@link Awareness#encodeUpdate()} makes it
   */
  record AwarenessUpdate(byte[] update) implements Message {

    /**
     * {@return an update about no client at all} It changes nothing, but it is a message: clients
     * that close a connection on which nothing was heard for 30 s stay connected (they do not see
     * WebSocket pings).
     */
    public static AwarenessUpdate empty() {
      return new AwarenessUpdate(new byte[1]);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof AwarenessUpdate that && Arrays.equals(update, that.update);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(update);
    }

    @Override
    public String toString() {
      return "AwarenessUpdate[" + update.length + " bytes]";
    }
  }

  /**
   * Type 2: the server refuses access, see {@link AuthProtocol}. The known clients only log it.
   *
   * @param reason text for a human
   */
  record PermissionDenied(String reason) implements Message {

    /** Refuses null. */
    public PermissionDenied {
      Objects.requireNonNull(reason, "reason");
    }
  }

  /** Type 3: asks for the states of all clients; the answer is an {@link AwarenessUpdate}. */
  record QueryAwareness() implements Message {}

  /**
   * A message of a type that this version does not know. Its length is not known either, so it
   * takes the rest of its frame. The servers of the Yjs family ignore such messages silently.
   *
   * @param type 0 to 2<sup>53</sup>-1; 2 if it is an auth message of an unknown kind
   * @param content what follows the type
   */
  record Unknown(long type, byte[] content) implements Message {

    @Override
    public boolean equals(Object other) {
      return other instanceof Unknown that
          && type == that.type
          && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
      return 31 * Long.hashCode(type) + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
      return "Unknown[type " + type + ", " + content.length + " bytes]";
    }
  }
}
