package dev.ycrdt.server.transport;

import java.util.Map;

/** A request that is answered with an error status before anyone else sees it. */
final class HttpFailure extends Exception {

  private final int status;
  private final Map<String, String> extraHeaders;

  HttpFailure(int status, String message) {
    this(status, message, Map.of());
  }

  HttpFailure(int status, String message, Map<String, String> extraHeaders) {
    // Clients can cause any number of these: no stack trace.
    super(message, null, false, false);
    this.status = status;
    this.extraHeaders = extraHeaders;
  }

  HttpResponse response() {
    HttpResponse text = HttpResponse.text(status, String.valueOf(getMessage()));
    return new HttpResponse(status, text.contentType(), text.body(), extraHeaders);
  }
}
