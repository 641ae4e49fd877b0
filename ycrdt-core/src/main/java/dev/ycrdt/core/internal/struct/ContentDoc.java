package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A subdocument: only its guid and options are part of the outer document.
 *
 * <p>Source: Yjs {@code structs/ContentDoc.js}. Differs: options that are not known here are kept
 * and written back as they were read.
 *
 * @param doc the subdocument
 * @param options what is written beside the guid, in order
 */
public record ContentDoc(YDoc doc, Map<String, @Nullable Object> options) implements Content {
  @Override
  public int ref() {
    return StructRef.DOC;
  }

  @Override
  public Object valueAt(int index) {
    return doc;
  }

  @Override
  public Content copy() {
    return new ContentDoc(SubdocOptions.create(doc.guid(), options, doc.limits()), options);
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeString(doc.guid());
    writer.writeAny(options);
  }
}
