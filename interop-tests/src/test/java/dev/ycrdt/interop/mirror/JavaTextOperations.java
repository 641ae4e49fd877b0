package dev.ycrdt.interop.mirror;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.interop.scenario.DeltaPart;
import dev.ycrdt.interop.scenario.Op;
import dev.ycrdt.interop.scenario.Picks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Executes operations on rich text. */
final class JavaTextOperations {
  private JavaTextOperations() {}

  static void run(YText text, Op.TextOp op) {
    int length = text.length();
    if (op instanceof Op.TextInsert insert) {
      insert(text, insert);
    } else if (op instanceof Op.TextEmbed embed) {
      embed(text, embed);
    } else if (op instanceof Op.TextDelete delete) {
      int index = Picks.resolve(delete.at(), length);
      text.delete(index, Math.min(delete.count(), length - index));
    } else if (op instanceof Op.TextFormat format) {
      int index = Picks.resolve(format.at(), length);
      text.format(index, Math.min(format.count(), length - index), attributes(format.attributes()));
    } else if (op instanceof Op.TextDelta delta) {
      text.applyDelta(delta(delta.parts(), length), delta.sanitize());
    } else if (op instanceof Op.TextBurst burst) {
      new JavaTextBurst(text, burst.seed()).run(burst.count());
    } else if (op instanceof Op.TextAttribute attribute) {
      text.setAttribute(attribute.key(), JavaInput.value(attribute.value()));
    } else if (op instanceof Op.TextAttributeRemove removal) {
      text.removeAttribute(removal.key());
    }
  }

  private static void insert(YText text, Op.TextInsert op) {
    int index = JavaOperations.insertionIndex(op.at(), text.length());
    Map<String, @Nullable Object> attributes = JavaInput.attributes(op.attributes());
    if (attributes == null) {
      text.insert(index, op.text());
    } else {
      text.insert(index, op.text(), attributes);
    }
  }

  private static void embed(YText text, Op.TextEmbed op) {
    int index = JavaOperations.insertionIndex(op.at(), text.length());
    Object embed = Objects.requireNonNull(JavaInput.value(op.value()));
    Map<String, @Nullable Object> attributes = JavaInput.attributes(op.attributes());
    if (attributes == null) {
      text.insertEmbed(index, embed);
    } else {
      text.insertEmbed(index, embed, attributes);
    }
  }

  private static Delta delta(List<DeltaPart> parts, int length) {
    List<DeltaOp> ops = new ArrayList<>();
    int remaining = length;
    for (DeltaPart part : parts) {
      if (part instanceof DeltaPart.Insert insert) {
        Object content = Objects.requireNonNull(JavaInput.value(insert.insert()));
        ops.add(new DeltaOp.Insert(content, attributes(insert.attributes())));
      } else if (part instanceof DeltaPart.Retain retain && remaining > 0) {
        int count = Math.min(retain.retain(), remaining);
        remaining -= count;
        ops.add(new DeltaOp.Retain(count, attributes(retain.attributes())));
      } else if (part instanceof DeltaPart.Delete delete && remaining > 0) {
        int count = Math.min(delete.delete(), remaining);
        remaining -= count;
        ops.add(new DeltaOp.Delete(count));
      }
    }
    return new Delta(ops);
  }

  private static Map<String, @Nullable Object> attributes(@Nullable JsonNode tagged) {
    Map<String, @Nullable Object> attributes = JavaInput.attributes(tagged);
    return attributes == null ? Map.of() : attributes;
  }
}
