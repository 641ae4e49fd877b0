package dev.ycrdt.server.transport;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.protocols.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * Java-WebSocket without its sockets: frames go in, messages and encoded frames come out through
 * the {@link Output}. Used on the connection's strand only.
 */
final class WebSocketEngine extends WebSocketAdapter {

  /** What the engine does with a connection. Called from within the engine's methods. */
  interface Output {
    /** Bytes for the peer: handshake, pong or close frame. */
    void write(Frame frame);

    /** {@return the bytes that wait for the peer to read them} */
    long queuedBytes();

    void binaryMessage(byte[] message);

    void textMessage(String message);

    /** The close frame is written; nothing more goes in or out. */
    void closing(int code, String reason, boolean remote);
  }

  /**
   * With so much unread, further pings get no pong. RFC 6455 §5.5.3 lets a server answer only the
   * latest of several pings, and a peer that does not read must not be able to fill the queue.
   */
  private static final int NO_PONG_ABOVE_BYTES = 64 * 1024;

  private final Output output;
  private final @Nullable String subprotocol;
  private final WebSocketImpl webSocket;

  WebSocketEngine(Output output, int maxMessageBytes, @Nullable String subprotocol) {
    this.output = output;
    this.subprotocol = subprotocol;
    // No extension: permessage-deflate stays off. The empty protocol matches whatever is offered.
    Draft draft = new Draft_6455(List.of(), List.of(new Protocol("")), maxMessageBytes);
    this.webSocket = new WebSocketImpl(this, List.of(draft));
  }

  /**
   * Answers the handshake. The library gets a request that holds nothing but the key: the real one
   * was checked already, and could make it negotiate an extension or echo a header.
   */
  void answerHandshake(String key) {
    String request =
        "GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
            + key
            + "\r\n\r\n";
    webSocket.decode(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
    if (!webSocket.isOpen()) {
      throw new IllegalStateException("handshake refused by the library");
    }
  }

  /** Takes a frame that is valid by itself; fails if it is not valid at this place. */
  void process(Framedata frame) throws InvalidDataException {
    webSocket.getDraft().processFrame(webSocket, frame);
  }

  /** Writes the close frame. */
  void close(int code, String reason) {
    webSocket.close(code, reason);
  }

  @Override
  public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
      WebSocket conn, Draft draft, ClientHandshake request) throws InvalidDataException {
    ServerHandshakeBuilder response =
        super.onWebsocketHandshakeReceivedAsServer(conn, draft, request);
    if (subprotocol != null) {
      response.put("Sec-WebSocket-Protocol", subprotocol);
    }
    return response;
  }

  @Override
  public void onWriteDemand(WebSocket conn) {
    ByteBuffer encoded;
    while ((encoded = webSocket.outQueue.poll()) != null) {
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      output.write(Frame.ofEncoded(bytes));
    }
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, ByteBuffer message) {
    // Frames and joined fragments each fill an array of their own: no copy is needed.
    boolean whole =
        message.hasArray()
            && message.arrayOffset() == 0
            && message.array().length == message.remaining();
    byte[] bytes = whole ? message.array() : new byte[message.remaining()];
    if (!whole) {
      message.get(bytes);
    }
    output.binaryMessage(bytes);
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, String message) {
    output.textMessage(message);
  }

  @Override
  public void onWebsocketPing(WebSocket conn, Framedata ping) {
    if (output.queuedBytes() <= NO_PONG_ABOVE_BYTES) {
      super.onWebsocketPing(conn, ping);
    }
  }

  @Override
  public void onWebsocketClosing(WebSocket conn, int code, String reason, boolean remote) {
    output.closing(code, reason, remote);
  }

  // The rest happens only with sockets, or says what another call has said.

  @Override
  public void onWebsocketOpen(WebSocket conn, Handshakedata handshake) {}

  @Override
  public void onWebsocketClose(WebSocket conn, int code, String reason, boolean remote) {}

  @Override
  public void onWebsocketCloseInitiated(WebSocket conn, int code, String reason) {}

  @Override
  public void onWebsocketError(WebSocket conn, Exception failure) {
    throw new IllegalStateException(failure);
  }

  @Override
  public @Nullable InetSocketAddress getLocalSocketAddress(WebSocket conn) {
    return null;
  }

  @Override
  public @Nullable InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
    return null;
  }
}
