package dev.ycrdt.server.transport;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks of RFC 6455 §4.2.1 on a request that asks for a WebSocket. */
final class UpgradeRequest {

  private static final int KEY_BYTES = 16;

  private UpgradeRequest() {}

  static boolean isOne(HttpRequest request) {
    return request.headerHasToken("upgrade", "websocket");
  }

  /** {@return the handshake key} Fails unless the request is a valid opening handshake. */
  static String requireKey(HttpRequest request, boolean http11) throws HttpFailure {
    if (!http11 || !request.method().equals("GET")) {
      throw new HttpFailure(400, "a WebSocket is opened with GET over HTTP/1.1");
    }
    if (!request.headerHasToken("connection", "upgrade")) {
      throw new HttpFailure(400, "header Connection: Upgrade is missing");
    }
    if (!"13".equals(request.header("sec-websocket-version"))) {
      throw new HttpFailure(
          426, "WebSocket version 13 expected", Map.of("Sec-WebSocket-Version", "13"));
    }
    String key = request.header("sec-websocket-key");
    if (key == null || !isKey(key)) {
      throw new HttpFailure(400, "Sec-WebSocket-Key is not 16 bytes in Base64");
    }
    return key;
  }

  private static boolean isKey(String key) {
    try {
      return Base64.getDecoder().decode(key).length == KEY_BYTES;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** Whether the client may be told that {@code subprotocol} is spoken. */
  static boolean mayAnswer(HttpRequest request, @Nullable String subprotocol) {
    if (subprotocol == null) {
      return true;
    }
    return request.headers().getOrDefault("sec-websocket-protocol", List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .anyMatch(offered -> offered.trim().equals(subprotocol));
  }
}
