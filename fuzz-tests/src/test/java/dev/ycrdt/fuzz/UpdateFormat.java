package dev.ycrdt.fuzz;

import dev.ycrdt.core.YDoc;

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
  },

  V2 {
    @Override
    void apply(YDoc doc, byte[] update) {
      doc.applyUpdateV2(update);
    }

    @Override
    byte[] encode(YDoc doc) {
      return doc.encodeStateAsUpdateV2();
    }
  };

  abstract void apply(YDoc doc, byte[] update);

  abstract byte[] encode(YDoc doc);
}
