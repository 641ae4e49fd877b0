package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.lib0.ByteReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of one binary WebSocket frame.
 *
 * <pre>{@code
 * MessageReader reader = new MessageReader(frame);
 * while (reader.hasNext()) {
 *   handle(reader.next());
 * }
 * }</pre>
 *
 * <p>Today's clients put one message into a frame and look at the first only; several in a row are
 * read one after the other. A frame without a byte has no message. Not thread-safe.
 *
 * <p>A message can be a single byte that asks for a large answer: a server should handle the first
 * one or a few of a frame, not as many as an attacker put there.
 *
 * <p>Source: y-websocket 3.1.0 {@code src/y-websocket.js}, {@code readMessage}.
 */
public final class MessageReader {
  private final ByteReader reader;

  /**
   * Starts at the first byte of {@code frame}, which must not change while this reader is in use.
   *
   * @param frame the payload of a binary WebSocket frame
   */
  public MessageReader(byte[] frame) {
    this.reader = new ByteReader(frame);
  }

  /**
   * {@return the messages of {@code frame}, in order} For frames from a trusted peer: there may be
   * as many messages as bytes.
   *
   * @throws DecodeException if one of them is malformed; the ones before it are lost
   */
  public static List<Message> readAll(byte[] frame) {
    MessageReader reader = new MessageReader(frame);
    List<Message> messages = new ArrayList<>(1);
    while (reader.hasNext()) {
      messages.add(reader.next());
    }
    return messages;
  }

  /** {@return whether bytes are left} */
  public boolean hasNext() {
    return reader.hasRemaining();
  }

  /** {@return the offset of the next message in the frame, in bytes} */
  public int offset() {
    return reader.position();
  }

  /**
   * {@return the next message} Its byte arrays are copies of the frame's bytes.
   *
   * @throws NoSuchElementException if no byte is left
   * @throws DecodeException if the message is malformed; nothing can be read after that, and {@link
   *     #hasNext} says so
   */
  public Message next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the frame ends at offset " + offset());
    }
    boolean complete = false;
    try {
      Message message = read();
      complete = true;
      return message;
    } finally {
      if (!complete) {
        reader.position(reader.limit());
      }
    }
  }

  private Message read() {
    long type = reader.readVarUint();
    if (type > Envelope.QUERY_AWARENESS) {
      return unknown(type);
    }
    return switch ((int) type) {
      case Envelope.SYNC -> SyncProtocol.readBody(reader);
      case Envelope.AWARENESS -> new Message.AwarenessUpdate(reader.readVarBytes());
      case Envelope.AUTH -> readAuth();
      default -> new Message.QueryAwareness();
    };
  }

  private Message readAuth() {
    int start = reader.position();
    Message.@Nullable PermissionDenied denied = AuthProtocol.readBody(reader);
    if (denied != null) {
      return denied;
    }
    reader.position(start);
    return unknown(Envelope.AUTH);
  }

  private Message unknown(long type) {
    byte[] content = Arrays.copyOfRange(reader.array(), reader.position(), reader.limit());
    reader.position(reader.limit());
    return new Message.Unknown(type, content);
  }
}
