package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.List;

/** Merges V1 updates: scan, choose, write, then the joined delete sets. */
public final class UpdateMerge {
  private UpdateMerge() {}

  /** {@return the bytes that {@code Y.mergeUpdates} makes of two or more updates} */
  public static byte[] merge(List<byte[]> updates, DecodeLimits limits) {
    MergeSources sources = new MergeSources(updates, limits);
    BlockWriter blocks = new BlockWriter(sources.byteCount());
    StructWriter structs = new StructWriter(blocks, limits);
    new StructMerge(sources.rows(), sources.readers(), new CopyingSink(sources, structs)).run();
    return finish(blocks, sources.mergedDeletes());
  }

  /** {@return a merged update in which neighbouring structs are joined, see {@link FusingSink}} */
  public static byte[] compact(List<byte[]> updates, DecodeLimits limits) {
    MergeSources sources = new MergeSources(updates, limits);
    DeleteRanges deletes = sources.mergedDeletes();
    BlockWriter blocks = new BlockWriter(sources.byteCount() / 4);
    FusingSink sink = new FusingSink(sources, deletes, new StructWriter(blocks, limits));
    new StructMerge(sources.rows(), sources.readers(), sink).run();
    sink.flush();
    return finish(blocks, deletes);
  }

  private static byte[] finish(BlockWriter blocks, DeleteRanges deletes) {
    ByteWriter out = blocks.finish();
    deletes.writeV1(out);
    return out.toByteArray();
  }
}
