package dev.ycrdt.server.transport;

import java.net.InetSocketAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects one request from chunks of bytes, within limits. Used by one thread at a time. */
final class HttpRequestReader {

  private static final int INITIAL_BYTES = 1024;

  private final int maxHeaderBytes;
  private final int maxBodyBytes;
  private final InetSocketAddress remoteAddress;
  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;

  /** Everything before is known not to end the head. */
  private int searched;

  private @Nullable HttpHead head;
  private int bodyStart;
  private int bodyEnd;

  HttpRequestReader(int maxHeaderBytes, int maxBodyBytes, InetSocketAddress remoteAddress) {
    this.maxHeaderBytes = maxHeaderBytes;
    this.maxBodyBytes = maxBodyBytes;
    this.remoteAddress = remoteAddress;
  }

  /** {@return the request once it is complete, null before} */
  @Nullable HttpRequest feed(byte[] chunk) throws HttpFailure {
    append(chunk);
    HttpHead parsed = head;
    if (parsed == null) {
      parsed = readHead();
      if (parsed == null) {
        return null;
      }
      head = parsed;
    }
    if (size < bodyEnd) {
      return null;
    }
    byte[] body = Arrays.copyOfRange(bytes, bodyStart, bodyEnd);
    return new HttpRequest(
        parsed.method(), parsed.path(), parsed.query(), parsed.headers(), remoteAddress, body);
  }

  /** The head of an incomplete or complete request, null while it is incomplete itself. */
  @Nullable HttpHead head() {
    return head;
  }

  /** The bytes after a complete request. */
  byte[] rest() {
    return Arrays.copyOfRange(bytes, bodyEnd, size);
  }

  private void append(byte[] chunk) {
    if (bytes.length - size < chunk.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + chunk.length));
    }
    System.arraycopy(chunk, 0, bytes, size, chunk.length);
    size += chunk.length;
  }

  private @Nullable HttpHead readHead() throws HttpFailure {
    int end = findHeadEnd();
    if (end > maxHeaderBytes || (end < 0 && size > maxHeaderBytes)) {
      throw new HttpFailure(431, "request head exceeds the limit of " + maxHeaderBytes + " bytes");
    }
    if (end < 0) {
      return null;
    }
    HttpHead parsed = HttpHead.parse(bytes, end);
    bodyStart = end + 4;
    bodyEnd = bodyStart + parsed.bodyLength(maxBodyBytes);
    return parsed;
  }

  private int findHeadEnd() {
    for (int i = searched; i + 3 < size; i++) {
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        return i;
      }
    }
    searched = Math.max(0, size - 3);
    return -1;
  }
}
