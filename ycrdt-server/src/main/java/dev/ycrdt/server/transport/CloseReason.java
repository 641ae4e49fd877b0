package dev.ycrdt.server.transport;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.java_websocket.framing.CloseFrame;

/** What may stand in a close frame. */
final class CloseReason {

  /** A control frame holds 125 bytes, two of which are the code. */
  static final int MAX_BYTES = 123;

  private CloseReason() {}

  /** {@return the longest prefix that fits a close frame, without half a character} */
  static String forCode(int code, String reason) {
    if (code == CloseFrame.NO_UTF8 && reason.isEmpty()) {
      // The library takes this combination for its own failure to decode a close frame.
      return "invalid data";
    }
    CharBuffer chars = CharBuffer.wrap(reason);
    StandardCharsets.UTF_8
        .newEncoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .encode(chars, ByteBuffer.allocate(MAX_BYTES), true);
    return reason.substring(0, chars.position());
  }

  /** Whether a server may send {@code code}. */
  static boolean isSendable(int code) {
    return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006))
        || (code >= 3000 && code <= 4999);
  }
}
