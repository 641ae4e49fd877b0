package dev.ycrdt.server.transport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Request line and headers of a request, parsed strictly: anything odd is status 400. */
record HttpHead(
    String method, String path, String query, boolean http11, Map<String, List<String>> headers) {

  private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

  /** Parses the bytes before the empty line that ends the head. */
  static HttpHead parse(byte[] bytes, int length) throws HttpFailure {
    String[] lines = new String(bytes, 0, length, StandardCharsets.ISO_8859_1).split("\r\n", -1);
    String[] requestLine = lines[0].split(" ", -1);
    if (requestLine.length != 3 || !isToken(requestLine[0])) {
      throw new HttpFailure(400, "malformed request line");
    }
    String target = requestLine[1];
    if (!target.startsWith("/") || target.chars().anyMatch(c -> c <= ' ' || c >= 0x7F)) {
      throw new HttpFailure(400, "malformed request target");
    }
    boolean http11 = requestLine[2].equals("HTTP/1.1");
    if (!http11 && !requestLine[2].equals("HTTP/1.0")) {
      throw new HttpFailure(505, "HTTP/1.1 or HTTP/1.0 expected");
    }
    int queryAt = target.indexOf('?');
    String path = queryAt < 0 ? target : target.substring(0, queryAt);
    String query = queryAt < 0 ? "" : target.substring(queryAt + 1);
    return new HttpHead(requestLine[0], path, query, http11, parseHeaders(lines));
  }

  private static Map<String, List<String>> parseHeaders(String[] lines) throws HttpFailure {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      // A line that continues the one before starts with a space, which no name does.
      if (colon < 1 || !isToken(lines[i].substring(0, colon))) {
        throw new HttpFailure(400, "malformed header line");
      }
      String value = lines[i].substring(colon + 1).trim();
      if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
        throw new HttpFailure(400, "control character in header");
      }
      String name = lines[i].substring(0, colon).toLowerCase(Locale.ROOT);
      headers.computeIfAbsent(name, absent -> new ArrayList<>(1)).add(value);
    }
    return headers;
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c ->
                    (c >= '0' && c <= '9')
                        || (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || TOKEN_SYMBOLS.indexOf(c) >= 0);
  }

  /** The length of the body that follows, checked against the limit before anything is read. */
  int bodyLength(int maxBodyBytes) throws HttpFailure {
    if (headers.containsKey("transfer-encoding")) {
      throw new HttpFailure(411, "a body needs a Content-Length");
    }
    List<String> values = headers.get("content-length");
    if (values == null) {
      return 0;
    }
    String digits = values.get(0);
    boolean unambiguous = values.stream().allMatch(digits::equals);
    if (!unambiguous || digits.isEmpty() || digits.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw new HttpFailure(400, "malformed Content-Length");
    }
    // More than nine digits are above any limit and might not fit an int.
    if (digits.length() > 9 || Integer.parseInt(digits) > maxBodyBytes) {
      throw new HttpFailure(
          413, "body of " + digits + " bytes exceeds the limit of " + maxBodyBytes + " bytes");
    }
    return Integer.parseInt(digits);
  }

  boolean expectsContinue() {
    @Nullable List<String> values = headers.get("expect");
    return http11 && values != null && values.get(0).equalsIgnoreCase("100-continue");
  }
}
