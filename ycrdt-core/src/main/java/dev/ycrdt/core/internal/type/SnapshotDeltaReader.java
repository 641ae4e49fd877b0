package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.Snapshot;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentItem;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.struct.TextItem;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.lib0.JsValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text as it was at a snapshot, or with what changed between two snapshots marked.
 *
 * <p>Source: Yjs {@code YText.toDelta} with snapshots.
 */
public final class SnapshotDeltaReader {
  /** The attribute that tells what happened to a run of text. */
  private static final String MARK = "ychange";

  private static final String ADDED = "added";
  private static final String REMOVED = "removed";

  private final SnapshotView view;
  private final @Nullable SnapshotView previous;
  private final Marker marker;
  private final Delta.Builder delta = Delta.builder();
  private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  private SnapshotDeltaReader(SnapshotView view, @Nullable SnapshotView previous, Marker marker) {
    this.view = view;
    this.previous = previous;
    this.marker = marker;
  }

  /** Makes the mark of a run of text. */
  @FunctionalInterface
  public interface Marker {
    /** {@return the mark} */
    Object mark(boolean isAdded, Item run);
  }

  /** {@return the mark that Yjs makes by default} */
  public static Object defaultMark(boolean isAdded, Item run) {
    return Map.of("type", isAdded ? ADDED : REMOVED);
  }

  /**
   * {@return the content at {@code snapshot}, and what of {@code previous} was removed}
   *
   * <p>Opens a transaction, because items are split meanwhile.
   */
  public static Delta read(
      TypeNode node, Snapshot snapshot, @Nullable Snapshot previous, Marker marker) {
    DocState state = node.doc;
    if (state == null) {
      throw new IllegalStateException("only a text that is part of a document has a past");
    }
    DocTransaction transaction = state.begin("cleanup", true);
    try {
      SnapshotSplitter splitter = new SnapshotSplitter(transaction);
      splitter.split(snapshot);
      SnapshotView previousView = null;
      if (previous != null) {
        splitter.split(previous);
        previousView = new SnapshotView(previous);
      }
      return new SnapshotDeltaReader(new SnapshotView(snapshot), previousView, marker).read(node);
    } finally {
      state.end(transaction);
    }
  }

  private Delta read(TypeNode node) {
    for (Item item = node.sequence.first(); item != null; item = item.right) {
      boolean isVisible = view.isVisible(item);
      boolean wasVisible = previous != null && previous.isVisible(item);
      if (isVisible || wasVisible) {
        add(item, isVisible, wasVisible);
      }
    }
    pack();
    return delta.build();
  }

  private void add(Item item, boolean isVisible, boolean wasVisible) {
    switch (item.contentRef()) {
      case StructRef.STRING -> addText((TextItem) item, isVisible, wasVisible);
      case StructRef.TYPE, StructRef.EMBED -> {
        pack();
        Object value = ((ContentItem) item).content().valueAt(0);
        delta.insert(TypeHandles.publicValue(value), JsValues.inKeyOrder(attributes));
      }
      case StructRef.FORMAT -> {
        ContentFormat format = TextCursor.formatOf(item);
        if (isVisible && format != null) {
          pack();
          TextCursor.apply(format, attributes);
        }
      }
      default -> {
        // other content does not show in a text
      }
    }
  }

  private void addText(TextItem run, boolean isVisible, boolean wasVisible) {
    if (!isVisible) {
      mark(run, false);
    } else if (previous != null && !wasVisible) {
      mark(run, true);
    } else if (attributes.containsKey(MARK)) {
      pack();
      attributes.remove(MARK);
    }
    run.client.text.appendTo(text, run.textOffset(), run.length);
  }

  private void mark(TextItem run, boolean isAdded) {
    if (!isMarked(attributes.get(MARK), run.client.id, isAdded ? ADDED : REMOVED)) {
      pack();
      attributes.put(MARK, marker.mark(isAdded, run));
    }
  }

  private static boolean isMarked(@Nullable Object mark, long client, String change) {
    return mark instanceof Map<?, ?> map
        && change.equals(map.get("type"))
        && JsValues.sameNumberOrEquals(client, map.get("user"));
  }

  private void pack() {
    if (text.length() > 0) {
      delta.insert(text.toString(), JsValues.inKeyOrder(attributes));
      text.setLength(0);
    }
  }
}
