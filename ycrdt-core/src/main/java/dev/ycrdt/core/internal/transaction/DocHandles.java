package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.YDoc;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The one way from the API object of a document to its state. {@link YDoc} opens it when it is
 * initialised; a document that exists is proof that it has been.
 */
public final class DocHandles {
  private static final AtomicReference<Function<YDoc, DocState>> ACCESS = new AtomicReference<>();

  private DocHandles() {}

  /** Opens the way; for {@link YDoc} only. */
  public static void open(Function<YDoc, DocState> stateOf) {
    ACCESS.set(stateOf);
  }

  /** {@return the state of {@code doc}} */
  public static DocState stateOf(YDoc doc) {
    Function<YDoc, DocState> access = ACCESS.get();
    if (access == null) {
      throw new IllegalStateException("YDoc is not initialised");
    }
    return access.apply(doc);
  }
}
