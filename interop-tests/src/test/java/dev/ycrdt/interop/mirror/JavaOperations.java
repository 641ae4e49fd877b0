package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Picks;
import java.util.function.Consumer;

/** Executes the operations of a scenario on a document; the twin of {@code operations.mjs}. */
final class JavaOperations {
  private final YDoc doc;
  private final ArrayNode reads;

  /** Operations on the document; what they read is added to {@code reads}. */
  JavaOperations(YDoc doc, ArrayNode reads) {
    this.doc = doc;
    this.reads = reads;
  }

  void run(Op op) {
    if (op instanceof Op.Nested nested) {
      doc.transact(transaction -> nested.ops().forEach(this::run), "nested");
    } else if (op instanceof Op.Probe probe) {
      reads.add(JavaProbes.read(doc, probe));
    } else if (op instanceof Op.TextOp textOp) {
      pick(YText.class, textOp.on(), text -> JavaTextOperations.run(text, textOp));
    } else if (op instanceof Op.ArrayOp arrayOp) {
      pick(YArray.class, arrayOp.on(), array -> runOnArray(array, arrayOp));
    } else if (op instanceof Op.MapOp mapOp) {
      pick(YMap.class, mapOp.on(), map -> runOnMap(map, mapOp));
    } else if (op instanceof Op.XmlOp xmlOp) {
      pick(YXmlFragment.class, xmlOp.on(), fragment -> runOnXml(fragment, xmlOp));
    } else if (op instanceof Op.ElementOp elementOp) {
      pick(YXmlElement.class, elementOp.on(), element -> runOnElement(element, elementOp));
    }
  }

  private <T extends SharedType> void pick(Class<T> kind, int pick, Consumer<T> action) {
    JavaTargets.pick(doc, kind, pick).ifPresent(action);
  }

  /** Where an insertion goes: there is one place more than there are elements. */
  static int insertionIndex(int at, int length) {
    return Picks.resolve(at, length + 1);
  }

  private static void runOnArray(YArray array, Op.ArrayOp op) {
    if (op instanceof Op.ArrayInsert insert) {
      array.insert(insertionIndex(insert.at(), array.length()), JavaInput.values(insert.values()));
    } else if (op instanceof Op.ArrayPush push) {
      array.push(JavaInput.values(push.values()));
    } else if (op instanceof Op.ArrayUnshift unshift) {
      array.unshift(JavaInput.values(unshift.values()));
    } else if (op instanceof Op.ArrayDelete delete) {
      int index = Picks.resolve(delete.at(), array.length());
      array.delete(index, Math.min(delete.count(), array.length() - index));
    }
  }

  private static void runOnMap(YMap map, Op.MapOp op) {
    if (op instanceof Op.MapSet set) {
      map.set(set.key(), JavaInput.value(set.value()));
    } else if (op instanceof Op.MapDelete delete) {
      map.delete(delete.key());
    } else if (op instanceof Op.MapClear) {
      map.clear();
    }
  }

  private static void runOnXml(YXmlFragment fragment, Op.XmlOp op) {
    int length = fragment.length();
    if (op instanceof Op.XmlInsert insert) {
      fragment.insert(insertionIndex(insert.at(), length), JavaInput.types(insert.children()));
    } else if (op instanceof Op.XmlInsertAfter insert) {
      int index = insertionIndex(insert.at(), length);
      SharedType reference = index == 0 ? null : (SharedType) fragment.get(index - 1);
      fragment.insertAfter(reference, JavaInput.types(insert.children()));
    } else if (op instanceof Op.XmlPush push) {
      fragment.push(JavaInput.types(push.children()));
    } else if (op instanceof Op.XmlDelete delete) {
      int index = Picks.resolve(delete.at(), length);
      fragment.delete(index, Math.min(delete.count(), length - index));
    }
  }

  private static void runOnElement(YXmlElement element, Op.ElementOp op) {
    if (op instanceof Op.ElementAttribute attribute) {
      element.setAttribute(attribute.key(), JavaInput.value(attribute.value()));
    } else if (op instanceof Op.ElementAttributeRemove removal) {
      element.removeAttribute(removal.key());
    }
  }
}
