package dev.ycrdt.server.transport;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Encodes HTTP answers, each the last one on its connection. */
final class HttpResponseWriter {

  private static final Map<Integer, String> REASON_PHRASES =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(201, "Created"),
          Map.entry(202, "Accepted"),
          Map.entry(204, "No Content"),
          Map.entry(301, "Moved Permanently"),
          Map.entry(302, "Found"),
          Map.entry(304, "Not Modified"),
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(408, "Request Timeout"),
          Map.entry(409, "Conflict"),
          Map.entry(411, "Length Required"),
          Map.entry(413, "Content Too Large"),
          Map.entry(426, "Upgrade Required"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  private HttpResponseWriter() {}

  /**
   * {@return the encoded answer}
   *
   * @param headOnly whether the body is left out, as an answer to HEAD demands
   * @throws IllegalArgumentException if the status is not 200 to 599 or a header has a line break
   */
  static byte[] encode(HttpResponse response, boolean headOnly) {
    int status = response.status();
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("HTTP status " + status + ", not 200 to 599");
    }
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(status).append(' ');
    head.append(REASON_PHRASES.getOrDefault(status, "Status")).append("\r\n");
    appendHeader(head, "Content-Type", response.contentType());
    appendHeader(head, "Content-Length", Integer.toString(response.body().length));
    appendHeader(head, "Connection", "close");
    response.extraHeaders().forEach((name, value) -> appendHeader(head, name, value));
    byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    if (headOnly) {
      return headBytes;
    }
    byte[] body = response.body();
    byte[] encoded = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, encoded, 0, headBytes.length);
    System.arraycopy(body, 0, encoded, headBytes.length, body.length);
    return encoded;
  }

  private static void appendHeader(StringBuilder head, String name, String value) {
    if ((name + value).chars().anyMatch(c -> c == '\r' || c == '\n')) {
      throw new IllegalArgumentException("line break in HTTP header " + name.strip());
    }
    head.append(name).append(": ").append(value).append("\r\n");
  }
}
