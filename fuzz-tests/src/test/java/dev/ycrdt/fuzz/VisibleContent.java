package dev.ycrdt.fuzz;

import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of a type can see, as text. The order of map entries is left out: it is the order
 * of arrival and differs between replicas.
 */
final class VisibleContent {
  private VisibleContent() {}

  static String of(@Nullable Object value) {
    if (value instanceof SharedType type) {
      return type.getClass().getSimpleName() + ofType(type) + "|" + of(type.toJson());
    }
    if (value instanceof YDoc doc) {
      return "doc " + doc.guid() + doc.gc() + doc.autoLoad() + of(doc.meta());
    }
    if (value instanceof DeltaOp.Insert insert) {
      return of(insert.insert()) + of(insert.attributes());
    }
    if (value instanceof List<?> list) {
      return list.stream().map(VisibleContent::of).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, member) -> sorted.put(String.valueOf(key), of(member)));
      return sorted.toString();
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }

  private static String ofType(SharedType type) {
    if (type instanceof YText text) {
      return text.length() + text.toString() + of(text.toDelta().ops()) + of(text.getAttributes());
    }
    if (type instanceof YArray array) {
      return array.length() + of(array.toList());
    }
    if (type instanceof YMap map) {
      return map.size() + of(map.entries());
    }
    if (type instanceof YXmlElement element) {
      return element.nodeName() + element + of(element.getAttributes()) + of(element.toList());
    }
    return type instanceof YXmlFragment fragment ? fragment + of(fragment.toList()) : "";
  }
}
