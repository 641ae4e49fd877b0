package dev.ycrdt.interop.undo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import dev.ycrdt.core.type.YXmlText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The edits of a scenario on one document; the twin of those in {@code undo.mjs}. */
final class UndoEdits {
  private static final String[] WORDS = {
    "a", "bc", "def", "\uD83D\uDE00", "x\uD83D\uDE00y",
  };
  private static final String[] KEYS = {"k", "l", "m"};
  private static final String[] MARKS = {"bold", "color"};

  private final YDoc doc;
  private final long client;
  private int subdocuments;

  UndoEdits(YDoc doc) {
    this.doc = doc;
    this.client = doc.clientId();
  }

  void run(JsonNode op) {
    List<SharedType> types = liveTypes();
    SharedType type = types.get(op.get(0).asInt() % types.size());
    int action = op.get(1).asInt();
    int p = op.get(2).asInt();
    int q = op.get(3).asInt();
    if (type instanceof YText text) {
      edit(text, action, p, q);
    } else if (type instanceof YArray array) {
      edit(array, action, p, q);
    } else if (type instanceof YXmlFragment fragment) {
      edit(fragment, action, p, q);
    } else {
      edit((YMap) type, action, p, q);
    }
  }

  List<SharedType> liveTypes() {
    List<SharedType> found = new ArrayList<>();
    doc.share().values().forEach(root -> visit(root, found));
    return found;
  }

  private static void visit(SharedType type, List<SharedType> found) {
    found.add(type);
    visitAll(sequence(type), found);
    visitAll(new TreeMap<>(entries(type)).values(), found);
  }

  private static void visitAll(Collection<?> values, List<SharedType> found) {
    for (Object value : values) {
      if (value instanceof SharedType child) {
        visit(child, found);
      }
    }
  }

  private static List<?> sequence(SharedType type) {
    if (type instanceof YArray array) {
      return array.toList();
    }
    if (type instanceof YXmlFragment fragment) {
      return fragment.toList();
    }
    List<Object> embeds = new ArrayList<>();
    if (type instanceof YText text) {
      for (DeltaOp op : text.toDelta().ops()) {
        if (op instanceof DeltaOp.Insert insert) {
          embeds.add(insert.insert());
        }
      }
    }
    return embeds;
  }

  private static Map<String, ?> entries(SharedType type) {
    if (type instanceof YMap map) {
      return map.entries();
    }
    return type instanceof YXmlElement element ? element.getAttributes() : Map.of();
  }

  private Object value(int n) {
    return switch (n % 10) {
      case 0 -> new YText("t" + n);
      case 1 -> new YArray();
      case 2 -> {
        YMap map = new YMap();
        map.set("k", n);
        yield map;
      }
      case 3 -> new byte[] {(byte) (n % 200)};
      case 4 -> YDoc.builder().guid("sub" + client + "-" + subdocuments++).build();
      case 5 -> Map.of("n", n);
      default -> n;
    };
  }

  private static SharedType node(int n) {
    return n % 3 == 0 ? new YXmlText("x" + n) : new YXmlElement("e" + n % 2);
  }

  private static void edit(YText text, int action, int p, int q) {
    int length = text.length();
    int index = p % (length + 1);
    switch (action % 6) {
      case 0, 1 -> {
        if (q % 3 == 0) {
          Object mark = q % 4 < 2 ? true : "v" + q % 3;
          text.insert(index, WORDS[q % 5], Map.of(MARKS[q % 2], mark));
        } else {
          text.insert(index, WORDS[q % 5]);
        }
      }
      case 2, 3 -> text.delete(index, Math.min(q % 5, length - index));
      case 4 -> {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(MARKS[p % 2], q % 4 == 0 ? null : q % 2 == 0);
        text.format(index, Math.min(q % 7, length - index), attributes);
      }
      default -> {
        if (q % 3 == 0) {
          YMap map = new YMap();
          map.set("k", q);
          text.insertEmbed(index, map);
        } else {
          text.insertEmbed(index, Map.of("embed", q));
        }
      }
    }
  }

  private void edit(YArray array, int action, int p, int q) {
    int index = p % (array.length() + 1);
    switch (action % 5) {
      case 0 -> array.insert(index, List.of(q, q + 1, "v" + q));
      case 1 -> array.insert(index, List.of(value(q)));
      case 2 -> array.push(List.of(q));
      default -> array.delete(index, Math.min(q % 4, array.length() - index));
    }
  }

  private void edit(YMap map, int action, int p, int q) {
    String key = KEYS[p % 3];
    if (action % 4 == 0) {
      map.delete(key);
    } else {
      map.set(key, action % 4 == 1 ? value(q) : q);
    }
  }

  private static void edit(YXmlFragment fragment, int action, int p, int q) {
    if (action % 6 == 5 && fragment instanceof YXmlElement element) {
      String key = KEYS[p % 3];
      if (q % 3 == 0) {
        element.removeAttribute(key);
      } else {
        element.setAttribute(key, "w" + q);
      }
      return;
    }
    int index = p % (fragment.length() + 1);
    switch (action % 5) {
      case 0, 1 -> fragment.insert(index, List.of(node(q)));
      case 2 -> fragment.insert(index, List.of(node(q), node(q + 1)));
      default -> fragment.delete(index, Math.min(q % 3, fragment.length() - index));
    }
  }
}
