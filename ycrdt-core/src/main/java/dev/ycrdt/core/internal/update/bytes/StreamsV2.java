package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.IntDiffOptRleEncoder;
import dev.ycrdt.core.lib0.RleEncoder;
import dev.ycrdt.core.lib0.StringEncoder;
import dev.ycrdt.core.lib0.UintOptRleEncoder;

/**
 * The compressed streams of an update of format V2 that is being written.
 *
 * <p>Source: Yjs 13.6.33 {@code src/utils/UpdateEncoder.js}, {@code UpdateEncoderV2}.
 */
final class StreamsV2 {
  private static final int FEATURE_FLAG = 0;

  final UintOptRleEncoder clients = new UintOptRleEncoder();
  final IntDiffOptRleEncoder leftClocks = new IntDiffOptRleEncoder();
  final IntDiffOptRleEncoder rightClocks = new IntDiffOptRleEncoder();
  final RleEncoder infos = new RleEncoder();
  final StringEncoder strings = new StringEncoder();
  final RleEncoder parentInfos = new RleEncoder();
  final UintOptRleEncoder typeRefs = new UintOptRleEncoder();
  final UintOptRleEncoder lengths = new UintOptRleEncoder();
  private final IntDiffOptRleEncoder keyClocks = new IntDiffOptRleEncoder();
  private int nextKeyClock;

  /** Writes the id of an origin or of a parent. */
  void leftId(long client, int clock) {
    clients.write(client);
    leftClocks.write(clock);
  }

  /** Writes the id of a right origin. */
  void rightId(long client, int clock) {
    clients.write(client);
    rightClocks.write(clock);
  }

  /** Writes the name of an attribute or node: always a new number and the text, as in Yjs. */
  void key(String key) {
    keyClocks.write(nextKeyClock++);
    strings.write(key);
  }

  /**
   * {@return the whole update}
   *
   * @param rest what the streams do not hold; stands at the end and without a length
   */
  byte[] finish(ByteWriter rest) {
    ByteWriter out = new ByteWriter(rest.size() + 64);
    out.writeVarUint(FEATURE_FLAG);
    append(keyClocks.finish(), out);
    append(clients.finish(), out);
    append(leftClocks.finish(), out);
    append(rightClocks.finish(), out);
    append(infos.finish(), out);
    append(strings.finish(), out);
    append(parentInfos.finish(), out);
    append(typeRefs.finish(), out);
    append(lengths.finish(), out);
    out.writeBytes(rest.array(), 0, rest.size());
    return out.toByteArray();
  }

  private static void append(ByteWriter stream, ByteWriter out) {
    out.writeVarBytes(stream.array(), 0, stream.size());
  }
}
