package dev.ycrdt.server.transport;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidFrameException;
import org.java_websocket.exceptions.LimitExceededException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.FramedataImpl1;
import org.jspecify.annotations.Nullable;

/**
 * Reads the frames of a client from chunks of bytes. Used by one thread at a time.
 *
 * <p>What a header declares is checked before anything is allocated for it, over all fragments of a
 * message together, and the payload buffer grows with the bytes that arrive: a client makes the
 * server hold no more than about twice what it has sent. The number of fragments is limited too,
 * because empty ones cost memory without adding bytes.
 */
final class FrameReader {

  /** A legitimate message has few: a message of 64 MiB in fragments of 16 KiB has 4096. */
  static final int MAX_FRAGMENTS = 8192;

  private static final int MAX_HEADER_BYTES = 14;
  private static final int MASK_BYTES = 4;
  private static final int MAX_CONTROL_BYTES = 125;
  private static final int INITIAL_PAYLOAD_BYTES = 4096;

  private final int maxMessageBytes;
  private final byte[] header = new byte[MAX_HEADER_BYTES];
  private int headerSize;
  private byte @Nullable [] payload;
  private int payloadSize;
  private int payloadLength;
  private Opcode opcode = Opcode.BINARY;

  /** Payload bytes and frames of the message that is being received. */
  private long messageBytes;

  private int messageFragments;

  FrameReader(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * {@return the next complete frame, unmasked and valid by itself, or null if {@code in} ended
   * before}
   *
   * @throws InvalidDataException with the close code to use; no more frames can be read then
   */
  @Nullable Framedata next(ByteBuffer in) throws InvalidDataException {
    if (payload == null && !readHeader(in)) {
      return null;
    }
    byte[] buffer = readPayload(in);
    if (payloadSize < payloadLength) {
      return null;
    }
    unmask(buffer);
    FramedataImpl1 frame = FramedataImpl1.get(opcode);
    frame.setFin(isFinal());
    frame.setPayload(ByteBuffer.wrap(buffer));
    // The library fails with a null reason on its own check otherwise.
    if (frame instanceof CloseFrame close && close.getMessage() == null) {
      throw new InvalidDataException(CloseFrame.NO_UTF8, "close reason is not UTF-8");
    }
    frame.isValid();
    headerSize = 0;
    payload = null;
    return frame;
  }

  private boolean readHeader(ByteBuffer in) throws InvalidDataException {
    if (!fillHeader(in, 2)) {
      return false;
    }
    checkFirstBytes();
    int lengthBytes = lengthBytes();
    if (!fillHeader(in, 2 + lengthBytes + MASK_BYTES)) {
      return false;
    }
    long length = header[1] & 0x7F;
    if (lengthBytes > 0) {
      length = 0;
      for (int i = 0; i < lengthBytes; i++) {
        length = length << 8 | (header[2 + i] & 0xFF);
      }
    }
    checkLength(length);
    payloadLength = (int) length;
    payloadSize = 0;
    payload = new byte[Math.min(payloadLength, Math.max(INITIAL_PAYLOAD_BYTES, in.remaining()))];
    return true;
  }

  private boolean fillHeader(ByteBuffer in, int needed) {
    int count = Math.min(needed - headerSize, in.remaining());
    if (count > 0) {
      in.get(header, headerSize, count);
      headerSize += count;
    }
    return headerSize >= needed;
  }

  private void checkFirstBytes() throws InvalidDataException {
    if ((header[0] & 0x70) != 0) {
      throw new InvalidFrameException("reserved bits set: no extension was negotiated");
    }
    if ((header[1] & 0x80) == 0) {
      throw new InvalidFrameException("frame of a client is not masked");
    }
    opcode = opcodeOf(header[0] & 0x0F);
    if (isControl() && (header[1] & 0x7F) > MAX_CONTROL_BYTES) {
      throw new InvalidFrameException("control frame of more than 125 bytes");
    }
  }

  private static Opcode opcodeOf(int code) throws InvalidFrameException {
    return switch (code) {
      case 0 -> Opcode.CONTINUOUS;
      case 1 -> Opcode.TEXT;
      case 2 -> Opcode.BINARY;
      case 8 -> Opcode.CLOSING;
      case 9 -> Opcode.PING;
      case 10 -> Opcode.PONG;
      default -> throw new InvalidFrameException("unknown opcode " + code);
    };
  }

  private boolean isControl() {
    return (header[0] & 0x08) != 0;
  }

  private boolean isFinal() {
    return (header[0] & 0x80) != 0;
  }

  private int lengthBytes() {
    return switch (header[1] & 0x7F) {
      case 126 -> 2;
      case 127 -> 8;
      default -> 0;
    };
  }

  private void checkLength(long length) throws InvalidDataException {
    if (length < 0) {
      throw new InvalidFrameException("frame length with the highest bit set");
    }
    if (isControl()) {
      return;
    }
    if (opcode != Opcode.CONTINUOUS) {
      messageBytes = 0;
      messageFragments = 0;
    }
    messageFragments++;
    if (length > maxMessageBytes - messageBytes) {
      throw new LimitExceededException(
          "message of " + sum(messageBytes, length) + " bytes, limit " + maxMessageBytes);
    }
    messageBytes += length;
    if (messageFragments > MAX_FRAGMENTS) {
      throw new LimitExceededException(
          "message of " + messageFragments + " fragments, limit " + MAX_FRAGMENTS);
    }
  }

  private static String sum(long received, long announced) {
    return received == 0 ? Long.toString(announced) : received + " + " + announced;
  }

  private byte[] readPayload(ByteBuffer in) {
    byte[] buffer = payload == null ? new byte[0] : payload;
    while (payloadSize < payloadLength && in.hasRemaining()) {
      if (payloadSize == buffer.length) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(payloadLength, buffer.length * 2L));
      }
      int count = Math.min(buffer.length - payloadSize, in.remaining());
      in.get(buffer, payloadSize, count);
      payloadSize += count;
    }
    payload = buffer;
    return buffer;
  }

  private void unmask(byte[] buffer) {
    int maskAt = headerSize - MASK_BYTES;
    ByteBuffer words = ByteBuffer.wrap(buffer).order(ByteOrder.BIG_ENDIAN);
    long mask = ByteBuffer.wrap(header).getInt(maskAt) & 0xFFFFFFFFL;
    long mask64 = mask << 32 | mask;
    int i = 0;
    for (; i + Long.BYTES <= buffer.length; i += Long.BYTES) {
      words.putLong(i, words.getLong(i) ^ mask64);
    }
    for (; i < buffer.length; i++) {
      buffer[i] ^= header[maskAt + (i & 3)];
    }
  }
}
