package dev.ycrdt.server.room;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The payload of one binary message, shared by everybody it goes to. A transport can attach its own
 * encoded form of it, made once per message instead of once per connection. Thread-safe.
 */
public final class OutboundMessage {
  private final byte[] payload;
  private volatile @Nullable Object encoded;

  /**
   * Wraps a payload.
   *
   * @param payload kept, and not changed by anybody afterwards
   */
  public OutboundMessage(byte[] payload) {
    this.payload = payload;
  }

  /** {@return the payload itself, not a copy} */
  public byte[] payload() {
    return payload;
  }

  /** {@return the size of the payload, in bytes} */
  public int byteCount() {
    return payload.length;
  }

  /**
   * Returns a transport's form of this message, made by the first call.
   *
   * @param type the class of that form; a second transport in the same room makes its own each time
   * @param encoder makes it from the payload; may run more than once if threads meet
   * @param <T> the class of that form
   * @return the shared form
   */
  public <T> T encodedAs(Class<T> type, Function<byte[], T> encoder) {
    Object known = encoded;
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T made = encoder.apply(payload);
    encoded = made;
    return made;
  }
}
