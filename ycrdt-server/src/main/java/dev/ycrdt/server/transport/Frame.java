package dev.ycrdt.server.transport;

/**
 * A WebSocket frame in its encoded form, made once and shared by any number of connections: each
 * queue holds a reference, none a copy. Immutable.
 */
public final class Frame {

  private static final int FINAL_BINARY = 0x82;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;

  private final byte[] bytes;

  private Frame(byte[] bytes) {
    this.bytes = bytes;
  }

  /** {@return a frame with one whole binary message} The payload is copied. */
  public static Frame binary(byte[] payload) {
    int length = payload.length;
    int headerLength = length < LENGTH_IN_2_BYTES ? 2 : length <= 0xFFFF ? 4 : 10;
    byte[] bytes = new byte[headerLength + length];
    bytes[0] = (byte) FINAL_BINARY;
    if (headerLength == 2) {
      bytes[1] = (byte) length;
    } else {
      bytes[1] = (byte) (headerLength == 4 ? LENGTH_IN_2_BYTES : LENGTH_IN_8_BYTES);
      for (int i = headerLength - 1, rest = length; rest != 0; i--, rest >>>= 8) {
        bytes[i] = (byte) rest;
      }
    }
    System.arraycopy(payload, 0, bytes, headerLength, length);
    return new Frame(bytes);
  }

  /** Bytes that go to the socket as they are: an HTTP answer or what the protocol engine made. */
  static Frame ofEncoded(byte[] bytes) {
    return new Frame(bytes);
  }

  /** {@return the number of bytes on the wire, header included} */
  public int size() {
    return bytes.length;
  }

  /** The encoded form; must not be modified. */
  byte[] bytes() {
    return bytes;
  }
}
