package dev.ycrdt.fuzz;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.UpdateMeta;
import dev.ycrdt.core.Updates;
import dev.ycrdt.core.YDoc;
import java.util.List;

/** The functions of one update format. */
enum UpdateFormat {
  V1 {
    @Override
    void apply(YDoc doc, byte[] update) {
      doc.applyUpdate(update);
    }

    @Override
    byte[] encode(YDoc doc) {
      return doc.encodeStateAsUpdate();
    }

    @Override
    byte[] merge(List<byte[]> updates) {
      return Updates.merge(updates, LIMITS);
    }

    @Override
    byte[] compact(List<byte[]> updates) {
      return Updates.compact(updates, LIMITS);
    }

    @Override
    byte[] diff(byte[] update, byte[] stateVector) {
      return Updates.diff(update, stateVector, LIMITS);
    }

    @Override
    byte[] stateVector(byte[] update) {
      return Updates.stateVector(update, LIMITS);
    }

    @Override
    UpdateMeta meta(byte[] update) {
      return Updates.meta(update, LIMITS);
    }
  };

  private static final DecodeLimits LIMITS = DecodeLimits.untrusted();

  abstract void apply(YDoc doc, byte[] update);

  abstract byte[] encode(YDoc doc);

  abstract byte[] merge(List<byte[]> updates);

  abstract byte[] compact(List<byte[]> updates);

  abstract byte[] diff(byte[] update, byte[] stateVector);

  abstract byte[] stateVector(byte[] update);

  abstract UpdateMeta meta(byte[] update);
}
