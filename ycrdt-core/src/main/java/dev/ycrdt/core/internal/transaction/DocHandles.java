package dev.ycrdt.core.internal.transaction;

import dev.ycrdt.core.YDoc;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one way from the API object of a document to its state. {@link YDoc} opens it when it is
 * initialised; a document that exists is proof that it has been.
 */
public final class DocHandles {
  private static @Nullable Function<YDoc, DocState> access;

  private DocHandles() {}

  /** Opens the way; for {@link YDoc} only. */
  public static void open(Function<YDoc, DocState> stateOf) {
    access = stateOf;
  }

  /** {@return the state of {@code doc}} */
  public static DocState stateOf(YDoc doc) {
    if (access == null) {
      throw new IllegalStateException("YDoc is not initialised");
    }
    return access.apply(doc);
  }
}
