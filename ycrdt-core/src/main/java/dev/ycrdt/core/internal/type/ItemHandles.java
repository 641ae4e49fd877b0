package dev.ycrdt.core.internal.type;

import dev.ycrdt.core.ItemView;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.internal.struct.Item;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The one way from an item to its view in the API. {@link YDoc} opens it when it is initialised; an
 * item of a document is proof that it has been.
 */
public final class ItemHandles {
  private static final AtomicReference<Function<Item, ItemView>> ACCESS = new AtomicReference<>();

  private ItemHandles() {}

  /** Opens the way; for {@link YDoc} only. */
  public static void open(Function<Item, ItemView> viewOf) {
    ACCESS.set(viewOf);
  }

  /** {@return a view of {@code item}} */
  static ItemView viewOf(Item item) {
    Function<Item, ItemView> access = ACCESS.get();
    if (access == null) {
      throw new IllegalStateException("YDoc is not initialised");
    }
    return access.apply(item);
  }
}
