package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.JsValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Computes what a transaction did to a text.
 *
 * <p>The text is walked once. {@code current} holds the attributes now in effect, {@code old} those
 * that were in effect before the transaction, {@code changed} what a retained stretch gets.
 *
 * <p>Source: the {@code delta} getter of Yjs {@code YTextEvent}, including that it deletes
 * attributes which it finds to be redundant.
 */
final class TextDeltaBuilder {
  private enum Step {
    NONE,
    INSERT,
    RETAIN,
    DELETE
  }

  private final DocTransaction cleanup;
  private final ChangeRuns runs;
  private final Delta.Builder delta = Delta.builder();
  private final Map<String, @Nullable Object> current = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> old = new LinkedHashMap<>();
  private final Map<String, @Nullable Object> changed = new LinkedHashMap<>();
  private final StringBuilder inserted = new StringBuilder();
  private Step step = Step.NONE;
  private int length;

  /**
   * Makes a builder.
   *
   * @param transaction the transaction to describe
   * @param cleanup the open transaction, which deletes redundant attributes
   */
  TextDeltaBuilder(DocTransaction transaction, DocTransaction cleanup) {
    this.cleanup = cleanup;
    this.runs = new ChangeRuns(transaction);
  }

  Delta build(TypeNode text) {
    for (Item item = text.sequence.first(); item != null; item = item.right) {
      switch (item.contentRef()) {
        case StructRef.STRING, StructRef.EMBED, StructRef.TYPE -> addContent(item);
        case StructRef.FORMAT -> addFormat(item);
        default -> {
          // other content does not show in a text
        }
      }
    }
    pack();
    return withoutIdleEnd(delta.build());
  }

  private static Delta withoutIdleEnd(Delta result) {
    int count = result.ops().size();
    while (count > 0
        && result.ops().get(count - 1) instanceof DeltaOp.Retain retain
        && retain.attributes().isEmpty()) {
      count--;
    }
    return count == result.ops().size() ? result : new Delta(result.ops().subList(0, count));
  }

  private void addContent(Item item) {
    runs.start(item);
    while (runs.next()) {
      if (runs.isAdded()) {
        if (!runs.isDeletedNow()) {
          insert(item);
        }
      } else if (runs.isDeletedNow()) {
        to(Step.DELETE);
        length += runs.length();
      } else if (!item.isDeleted()) {
        to(Step.RETAIN);
        length += runs.length();
      }
    }
  }

  private void insert(Item item) {
    if (item instanceof TextItem text) {
      to(Step.INSERT);
      text.client.text.appendTo(inserted, text.textOffset() + runs.offset(), runs.length());
    } else if (item instanceof ContentItem embed) {
      pack();
      delta.insert(TypeHandles.publicValue(embed.content().valueAt(0)), currentAttributes());
      step = Step.NONE;
    }
  }

  private void addFormat(Item item) {
    ContentFormat format = TextCursor.formatOf(item);
    if (format == null) {
      return;
    }
    runs.start(item);
    runs.next();
    if (runs.isAdded()) {
      if (!runs.isDeletedNow()) {
        addNewFormat(item, format);
      }
    } else if (runs.isDeletedNow()) {
      addDeletedFormat(format);
    } else if (!item.isDeleted()) {
      addOldFormat(item, format);
    }
    if (!item.isDeleted()) {
      if (step == Step.INSERT) {
        pack();
      }
      TextCursor.apply(format, current);
    }
  }

  private void addNewFormat(Item item, ContentFormat format) {
    String key = format.key();
    Object value = format.value();
    if (!JsValues.equalAttributes(current.get(key), value)) {
      packRetain();
      if (JsValues.equalAttributes(value, old.get(key))) {
        changed.remove(key);
      } else {
        changed.put(key, value);
      }
    } else if (value != null) {
      cleanup.state().deleter().delete(cleanup, item);
    }
  }

  private void addDeletedFormat(ContentFormat format) {
    String key = format.key();
    old.put(key, format.value());
    Object currentValue = current.get(key);
    if (!JsValues.equalAttributes(currentValue, format.value())) {
      packRetain();
      changed.put(key, currentValue);
    }
  }

  private void addOldFormat(Item item, ContentFormat format) {
    String key = format.key();
    Object value = format.value();
    old.put(key, value);
    if (!changed.containsKey(key)) {
      return;
    }
    Object attribute = changed.get(key);
    if (!JsValues.equalAttributes(attribute, value)) {
      packRetain();
      if (value == null) {
        changed.remove(key);
      } else {
        changed.put(key, value);
      }
    } else if (attribute != null) {
      cleanup.state().deleter().delete(cleanup, item);
    }
  }

  private void to(Step next) {
    if (next != step) {
      pack();
      step = next;
    }
  }

  private void packRetain() {
    if (step == Step.RETAIN) {
      pack();
    }
  }

  private void pack() {
    switch (step) {
      case INSERT -> {
        if (inserted.length() > 0) {
          delta.insert(inserted.toString(), currentAttributes());
        }
        inserted.setLength(0);
      }
      case RETAIN -> {
        if (length > 0) {
          delta.retain(length, JsValues.inKeyOrder(changed));
        }
      }
      case DELETE -> {
        if (length > 0) {
          delta.delete(length);
        }
      }
      case NONE -> {
        // nothing collected yet
      }
    }
    length = 0;
    step = Step.NONE;
  }

  private Map<String, @Nullable Object> currentAttributes() {
    return JsValues.inKeyOrder(current);
  }
}
