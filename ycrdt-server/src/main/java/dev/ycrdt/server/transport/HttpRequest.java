package dev.ycrdt.server.transport;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A complete HTTP request.
 *
 * @param method in upper case as sent, for example {@code GET}
 * @param path the part of the request target before the first {@code ?}, raw: not percent-decoded;
 *     starts with a slash, printable ASCII only
 * @param query the part after the first {@code ?}, raw, empty if there is none
 * @param headers values in the order sent, by lower-case name; each byte of a value is one char
 * @param remoteAddress the peer of the TCP connection, which may be a proxy
 * @param body as sent, empty if there is none; owned by the receiver
 */
@SuppressWarnings("ArrayRecordComponent") // a request is handed over once and never compared
public record HttpRequest(
    String method,
    String path,
    String query,
    Map<String, List<String>> headers,
    InetSocketAddress remoteAddress,
    byte[] body) {

  /** {@return the first value of the header, or null} The name must be in lower case. */
  public @Nullable String header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null ? null : values.get(0);
  }

  /** Whether a comma-separated header names {@code token}, in any case. */
  boolean headerHasToken(String lowerCaseName, String token) {
    for (String value : headers.getOrDefault(lowerCaseName, List.of())) {
      for (String part : value.split(",", -1)) {
        if (part.trim().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }
}
