package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.ItemView;
import dev.ycrdt.core.event.Changes;
import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.KeyChange;
import dev.ycrdt.core.internal.struct.Item;
import dev.ycrdt.core.internal.transaction.DocTransaction;
import dev.ycrdt.core.internal.transaction.TypeChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event whose delta is one of list elements.
 *
 * <p>Source: {@code changes} in Yjs {@code utils/YEvent.js}.
 */
abstract class ComputedListEvent extends ComputedEvent {
  private enum Step {
    NONE,
    INSERT,
    RETAIN,
    DELETE
  }

  ComputedListEvent(TypeChange change) {
    super(change);
  }

  @Override
  final Changes computeChanges(DocTransaction transaction) {
    Steps steps = new Steps();
    if (change().listChanged()) {
      ChangeRuns runs = new ChangeRuns(transaction);
      for (Item item = node().sequence.first(); item != null; item = item.right) {
        runs.start(item);
        while (runs.next()) {
          steps.add(item, runs);
        }
      }
    }
    return steps.finish(keys());
  }

  /** Collects steps; neighbouring ones of the same kind become one. */
  private static final class Steps {
    private final Delta.Builder delta = Delta.builder();
    private Step step = Step.NONE;
    private int length;
    private List<@Nullable Object> inserted = new ArrayList<>();
    private final List<ItemView> added = new ArrayList<>();
    private final List<ItemView> deleted = new ArrayList<>();

    void add(Item item, ChangeRuns run) {
      if (item.isDeleted()) {
        if (run.isDeletedNow() && !run.isAdded()) {
          to(Step.DELETE);
          length += run.length();
          deleted.add(ItemHandles.viewOf(item));
        }
      } else if (run.isAdded()) {
        to(Step.INSERT);
        ListReader.addValues(item, run.offset(), run.offset() + run.length(), inserted);
        added.add(ItemHandles.viewOf(item));
      } else {
        to(Step.RETAIN);
        length += run.length();
      }
    }

    private void to(Step next) {
      if (next != step) {
        pack();
        step = next;
      }
    }

    private void pack() {
      switch (step) {
        case INSERT -> {
          delta.insert(Collections.unmodifiableList(inserted));
          inserted = new ArrayList<>();
        }
        case RETAIN -> delta.retain(length);
        case DELETE -> delta.delete(length);
        case NONE -> {
          // nothing collected yet
        }
      }
      length = 0;
    }

    Changes finish(Map<String, KeyChange> keys) {
      if (step != Step.RETAIN) {
        pack();
      }
      return new Changes(added, deleted, keys, delta.build());
    }
  }
}
