package dev.ycrdt.core;

import dev.ycrdt.core.event.DeltaOp;
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
 * What a reader of a document can see, as text: formatting included, the order of map entries and
 * attributes left out, because that is the order of arrival and differs between replicas.
 */
public final class Visible {
  private Visible() {}

  /** {@return what can be seen of all roots, those that {@link RandomEdits} edits among them} */
  public static String of(YDoc doc) {
    RandomEdits.declareRoots(doc);
    return of(new TreeMap<>(doc.share()));
  }

  /** {@return what can be seen of a value} */
  public static String of(@Nullable Object value) {
    if (value instanceof YText text) {
      return "text" + of(text.toDelta().ops()) + of(text.getAttributes());
    }
    if (value instanceof DeltaOp.Insert insert) {
      return of(insert.insert()) + of(insert.attributes());
    }
    if (value instanceof YArray array) {
      return "array" + of(array.toList());
    }
    if (value instanceof YMap map) {
      return "map" + of(map.entries());
    }
    if (value instanceof YXmlElement element) {
      return element.nodeName() + of(element.getAttributes()) + of(element.toList());
    }
    if (value instanceof YXmlFragment fragment) {
      return "xml" + of(fragment.toList());
    }
    return ofPlain(value);
  }

  private static String ofPlain(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Visible::of).collect(Collectors.joining(",", "[", "]"));
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, member) -> sorted.put(String.valueOf(key), of(member)));
      return sorted.toString();
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
  }
}
