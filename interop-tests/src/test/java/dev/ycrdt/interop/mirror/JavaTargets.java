package dev.ycrdt.interop.mirror;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.interop.scenario.Picks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds the types that picks stand for; the twin of {@code targets.mjs}. */
final class JavaTargets {
  private JavaTargets() {}

  /** Declares the root types of every client, in the order that both mirrors share. */
  static void declareRoots(YDoc doc) {
    doc.getText("text");
    doc.getArray("array");
    doc.getMap("map");
    doc.getXmlFragment("fragment");
    doc.getXmlElement("element");
    doc.getXmlText("xmlText");
  }

  /**
   * All live types of a class, depth first: the sequence in order, then the entries by sorted key.
   */
  static <T extends SharedType> List<T> live(YDoc doc, Class<T> kind) {
    List<T> found = new ArrayList<>();
    Consumer<SharedType> visitor =
        type -> {
          if (kind.isInstance(type)) {
            found.add(kind.cast(type));
          }
        };
    doc.share().values().forEach(root -> visit(root, visitor));
    return found;
  }

  static <T extends SharedType> Optional<T> pick(YDoc doc, Class<T> kind, int pick) {
    List<T> types = live(doc, kind);
    return types.isEmpty()
        ? Optional.empty()
        : Optional.of(types.get(Picks.resolve(pick, types.size())));
  }

  static SharedType pickAny(YDoc doc, int pick) {
    List<SharedType> types = live(doc, SharedType.class);
    return types.get(Picks.resolve(pick, types.size()));
  }

  private static void visit(SharedType type, Consumer<SharedType> visitor) {
    visitor.accept(type);
    sequence(type).forEach(value -> visitValue(value, visitor));
    new TreeMap<>(entries(type)).values().forEach(value -> visitValue(value, visitor));
  }

  private static void visitValue(Object value, Consumer<SharedType> visitor) {
    if (value instanceof SharedType child) {
      visit(child, visitor);
    }
  }

  private static List<?> sequence(SharedType type) {
    if (type instanceof YArray array) {
      return array.toList();
    }
    if (type instanceof YXmlFragment fragment) {
      return fragment.toList();
    }
    return type instanceof YText text ? embeds(text) : List.of();
  }

  private static List<Object> embeds(YText text) {
    List<Object> embeds = new ArrayList<>();
    for (DeltaOp op : text.toDelta().ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        embeds.add(insert.insert());
      }
    }
    return embeds;
  }

  private static Map<String, ?> entries(SharedType type) {
    if (type instanceof YMap map) {
      return map.entries();
    }
    if (type instanceof YXmlElement element) {
      return element.getAttributes();
    }
    return type instanceof YText text ? text.getAttributes() : Map.of();
  }
}
