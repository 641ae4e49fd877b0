package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A client that sends exactly the bytes it is told to. */
final class RawClient implements AutoCloseable {

  @SuppressWarnings("ArrayRecordComponent") // read once and never compared
  record ServerFrame(int firstByte, byte[] payload) {

    int opcode() {
      return firstByte & 0x0F;
    }

    int closeCode() {
      return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }

    String closeReason() {
      return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }
  }

  static final int FIN = 0x80;
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final byte[] MASK = {0x12, (byte) 0xF3, 0x00, 0x5A};

  final Socket socket;
  private final DataInputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static RawClient connect(int port) throws IOException {
    return connect(port, 0);
  }

  /** Connects with a small receive buffer, so that the server soon notices a slow reader. */
  static RawClient connectSlow(int port) throws IOException {
    return connect(port, 4096);
  }

  private static RawClient connect(int port, int receiveBufferBytes) throws IOException {
    Socket socket = new Socket();
    if (receiveBufferBytes > 0) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBufferBytes);
    }
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(Await.SECONDS * 1000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new RawClient(socket);
  }

  void send(String latin1) throws IOException {
    send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  void sendFrame(int firstByte, byte[] payload) throws IOException {
    send(frame(firstByte, payload));
  }

  void sendBinary(byte[] payload) throws IOException {
    sendFrame(FIN | BINARY, payload);
  }

  static byte[] frame(int firstByte, byte[] payload) {
    byte[] header = header(firstByte, payload.length);
    byte[] bytes = Arrays.copyOf(header, header.length + payload.length);
    for (int i = 0; i < payload.length; i++) {
      bytes[header.length + i] = (byte) (payload[i] ^ MASK[i & 3]);
    }
    return bytes;
  }

  /** A masked header that announces {@code length}, whatever follows. */
  static byte[] header(int firstByte, long length) {
    ByteBuffer header = ByteBuffer.allocate(14).put((byte) firstByte);
    if (length < 126) {
      header.put((byte) (0x80 | length));
    } else if (length <= 0xFFFF) {
      header.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      header.put((byte) (0x80 | 127)).putLong(length);
    }
    header.put(MASK);
    return Arrays.copyOf(header.array(), header.position());
  }

  static byte[] closePayload(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
  }

  static String handshake(String target, String... extraHeaders) {
    StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: x\r\n");
    request.append("Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n");
    request.append("Sec-WebSocket-Version: 13\r\n");
    request.append("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
    for (String header : extraHeaders) {
      request.append(header).append("\r\n");
    }
    return request.append("\r\n").toString();
  }

  /** Opens a WebSocket and returns the head of the answer. */
  String open(String target, String... extraHeaders) throws IOException {
    send(handshake(target, extraHeaders));
    String head = readHead();
    assertTrue(head.startsWith("HTTP/1.1 101 "), head);
    return head;
  }

  String readHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      head.write(in.readUnsignedByte());
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** Everything until the server closes the connection; fails if it does not. */
  String readToEnd() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  ServerFrame readFrame() throws IOException {
    int firstByte = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return new ServerFrame(firstByte, payload);
  }

  /** Reads the close frame that comes next and the end of the connection after it. */
  ServerFrame readClose() throws IOException {
    ServerFrame frame = readFrame();
    assertEquals(CLOSE, frame.opcode());
    assertEquals("", readToEnd());
    return frame;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
