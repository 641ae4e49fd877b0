package dev.ycrdt.core.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of steps from the start of a text or list: the whole content when all are insertions,
 * otherwise a change. Immutable.
 *
 * @param ops the steps in order
 */
public record Delta(List<DeltaOp> ops) {
  /** Copies the steps. */
  public Delta {
    ops = List.copyOf(ops);
  }

  /** {@return a builder} */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects the steps of a delta. Not safe for use by several threads. */
  public static final class Builder {
    private final List<DeltaOp> ops = new ArrayList<>();

    private Builder() {}

    /** Adds an insertion of text or an embedded value without attributes. */
    public Builder insert(@Nullable Object content) {
      ops.add(new DeltaOp.Insert(content));
      return this;
    }

    /** Adds an insertion of text or an embedded value. */
    public Builder insert(@Nullable Object content, Map<String, @Nullable Object> attributes) {
      ops.add(new DeltaOp.Insert(content, attributes));
      return this;
    }

    /** Adds a step over {@code length} elements. */
    public Builder retain(int length) {
      ops.add(new DeltaOp.Retain(length));
      return this;
    }

    /** Adds a step over {@code length} elements whose attributes change. */
    public Builder retain(int length, Map<String, @Nullable Object> attributes) {
      ops.add(new DeltaOp.Retain(length, attributes));
      return this;
    }

    /** Adds a deletion of {@code length} elements. */
    public Builder delete(int length) {
      ops.add(new DeltaOp.Delete(length));
      return this;
    }

    /** {@return the delta} */
    public Delta build() {
      return new Delta(ops);
    }
  }
}
