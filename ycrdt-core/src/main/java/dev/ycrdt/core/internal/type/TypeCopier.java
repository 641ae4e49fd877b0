package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.internal.struct.SubdocOptions;
import dev.ycrdt.core.lib0.JsValues;
import dev.ycrdt.core.type.SharedType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a preliminary type with the content of one that is part of a document. Recursion is bounded
 * by the depth to which preliminary types can be nested.
 *
 * <p>Source: the {@code clone} methods of the Yjs types. Differs: types inside texts, hooks and
 * attributes are copied, too, where Yjs tries to insert them a second time; so are subdocuments.
 */
public final class TypeCopier {
  private TypeCopier() {}

  /**
   * {@return a preliminary copy of {@code source}}
   *
   * @throws IllegalArgumentException if types are nested deeper than a preliminary type can hold
   */
  public static TypeNode copy(TypeNode source) {
    return copy(source, 0);
  }

  private static TypeNode copy(TypeNode source, int depth) {
    if (depth > Values.MAX_PRELIMINARY_DEPTH) {
      throw new IllegalArgumentException(
          "cannot copy: shared types are nested deeper than " + Values.MAX_PRELIMINARY_DEPTH);
    }
    TypeKind kind = source.kind();
    TypeNode copy =
        kind == TypeKind.XML_ELEMENT
            ? TypeNode.named(kind, source.elementName())
            : kind == TypeKind.XML_HOOK
                ? TypeNode.named(kind, source.name())
                : TypeNode.unnamed(kind);
    Preliminary content = new Preliminary();
    copy.preliminary = content;
    switch (kind) {
      case TEXT, XML_TEXT -> copyText(source, copy, content, depth);
      case MAP, XML_HOOK -> copyMap(MapReader.entries(source), copy, content, depth);
      case XML_ELEMENT -> {
        copyMap(JsValues.inKeyOrder(MapReader.entries(source)), copy, content, depth);
        copyList(source, copy, content, depth);
      }
      case ARRAY, XML_FRAGMENT, UNTYPED -> copyList(source, copy, content, depth);
    }
    return copy;
  }

  private static void copyList(TypeNode source, TypeNode copy, Preliminary content, int depth) {
    for (Object value : ListReader.toList(source)) {
      content.list.add(copyOf(value, copy, depth));
    }
  }

  private static void copyMap(
      Map<String, @Nullable Object> entries, TypeNode copy, Preliminary content, int depth) {
    entries.forEach((key, value) -> content.map.put(key, copyOf(value, copy, depth)));
  }

  private static void copyText(TypeNode source, TypeNode copy, Preliminary content, int depth) {
    List<DeltaOp> ops = new ArrayList<>();
    for (DeltaOp op : TextReader.toDelta(source).ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        ops.add(new DeltaOp.Insert(copyOf(insert.insert(), copy, depth), insert.attributes()));
      }
    }
    Delta delta = new Delta(ops);
    content.addTextEdit(
        (transaction, node) -> TextEditor.applyDelta(transaction, node, delta, true),
        source.sequence.length());
  }

  private static @Nullable Object copyOf(@Nullable Object value, TypeNode container, int depth) {
    if (value instanceof SharedType type) {
      TypeNode nested = copy(TypeHandles.nodeOf(type), depth + 1);
      Values.claim(container, nested);
      return nested;
    }
    return value instanceof YDoc doc
        ? SubdocOptions.create(doc.guid(), SubdocOptions.of(doc), doc.limits())
        : value;
  }
}
