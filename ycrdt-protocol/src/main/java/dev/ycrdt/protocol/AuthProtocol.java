package dev.ycrdt.protocol;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The auth message, without its envelope: its only kind says that access was refused.
 *
 * <p>Pure functions, safe for use by any thread. Source: y-protocols 1.0.7 {@code auth.js}.
 */
public final class AuthProtocol {
  private static final int PERMISSION_DENIED = 0;

  private AuthProtocol() {}

  /**
   * {@return the body of the message} Lone surrogates in the reason become U+FFFD, as in {@code
   * writePermissionDenied}.
   */
  public static byte[] encode(Message.PermissionDenied message) {
    ByteWriter writer = new ByteWriter();
    writeBody(writer, message);
    return writer.toByteArray();
  }

  /**
   * {@return the message in {@code body}, empty if it is of an unknown kind} Bytes after it are
   * ignored, as in {@code readAuthMessage}.
   *
   * @throws DecodeException if the body is truncated or its text is not UTF-8
   */
  public static Optional<Message.PermissionDenied> decode(byte[] body) {
    return Optional.ofNullable(readBody(new ByteReader(body)));
  }

  static void writeBody(ByteWriter writer, Message.PermissionDenied message) {
    writer.writeVarUint(PERMISSION_DENIED);
    writer.writeVarString(message.reason());
  }

  static Message.@Nullable PermissionDenied readBody(ByteReader reader) {
    if (reader.readVarUint() != PERMISSION_DENIED) {
      return null;
    }
    return new Message.PermissionDenied(reader.readVarString());
  }
}
