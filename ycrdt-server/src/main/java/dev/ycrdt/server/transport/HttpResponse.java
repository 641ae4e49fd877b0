package dev.ycrdt.server.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An answer to a plain HTTP request. {@code Content-Length} and {@code Connection: close} are added
 * when it is sent.
 *
 * @param status 200 to 599
 * @param contentType value of the {@code Content-Type} header
 * @param body sent as it is; must not be modified afterwards
 * @param extraHeaders further headers; a name or value with a line break is answered with status
 *     500
 */
@SuppressWarnings("ArrayRecordComponent") // an answer is sent once and never compared
public record HttpResponse(
    int status, String contentType, byte[] body, Map<String, String> extraHeaders) {

  /** {@return a plain text answer in UTF-8} */
  public static HttpResponse text(int status, String text) {
    return new HttpResponse(
        status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), Map.of());
  }
}
