package dev.ycrdt.protocol;

import dev.ycrdt.core.lib0.ByteWriter;
import java.util.List;

/**
 * Writes messages as the payload of a binary WebSocket frame.
 *
 * <p>Send one message per frame: {@code y-websocket} up to 3.x reads only the first of a frame.
 * Pure functions, safe for use by any thread.
 *
 * <p>Source: y-websocket 3.1.0 {@code src/y-websocket.js}.
 */
public final class MessageWriter {
  private static final int MAX_HEADER_BYTES = 7;

  private MessageWriter() {}

  /** {@return the frame that carries {@code message} alone} */
  public static byte[] write(Message message) {
    ByteWriter writer = new ByteWriter(payloadLength(message) + MAX_HEADER_BYTES);
    write(writer, message);
    return writer.toByteArray();
  }

  /**
   * {@return the frame that carries {@code messages} one after the other} For receivers that read
   * on
   */
  public static byte[] writeAll(List<? extends Message> messages) {
    ByteWriter writer = new ByteWriter();
    for (Message message : messages) {
      write(writer, message);
    }
    return writer.toByteArray();
  }

  private static int payloadLength(Message message) {
    if (message instanceof Message.Sync sync) {
      return sync.payload().length;
    }
    return message instanceof Message.AwarenessUpdate awareness ? awareness.update().length : 0;
  }

  private static void write(ByteWriter writer, Message message) {
    if (message instanceof Message.Sync sync) {
      writer.writeVarUint(Envelope.SYNC);
      SyncProtocol.writeBody(writer, sync);
    } else if (message instanceof Message.AwarenessUpdate awareness) {
      writer.writeVarUint(Envelope.AWARENESS);
      writer.writeVarBytes(awareness.update());
    } else if (message instanceof Message.PermissionDenied denied) {
      writer.writeVarUint(Envelope.AUTH);
      AuthProtocol.writeBody(writer, denied);
    } else if (message instanceof Message.Unknown unknown) {
      writer.writeVarUint(unknown.type());
      writer.writeBytes(unknown.content());
    } else {
      writer.writeVarUint(Envelope.QUERY_AWARENESS);
    }
  }
}
