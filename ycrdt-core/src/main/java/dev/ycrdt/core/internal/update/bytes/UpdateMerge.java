package dev.ycrdt.core.internal.update.bytes;

import dev.ycrdt.core.DecodeLimits;
import java.util.List;

/** Merges updates of one format: scan, choose, write, then the joined delete sets. */
public final class UpdateMerge {
  private UpdateMerge() {}

  /** {@return the bytes that {@code Y.mergeUpdates} makes of two or more updates} */
  public static byte[] merge(List<byte[]> updates, UpdateFormat format, DecodeLimits limits) {
    MergeSources sources = new MergeSources(updates, format, limits);
    StructWriter out = format.writer(sources.byteCount(), limits);
    new StructMerge(sources.rows(), sources.readers(), new CopyingSink(sources, out)).run();
    return out.finish(sources.mergedDeletes());
  }

  /** {@return a merged update in which neighbouring structs are joined, see {@link FusingSink}} */
  public static byte[] compact(List<byte[]> updates, UpdateFormat format, DecodeLimits limits) {
    MergeSources sources = new MergeSources(updates, format, limits);
    DeleteRanges deletes = sources.mergedDeletes();
    StructWriter out = format.writer(sources.byteCount() / 4, limits);
    FusingSink sink = new FusingSink(sources, deletes, out, limits);
    new StructMerge(sources.rows(), sources.readers(), sink).run();
    sink.flush();
    return out.finish(deletes);
  }
}
