package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * A range of clocks of one client: either an {@link Item} or a {@link Gc}.
 *
 * <p>A struct is named by (client, clock) and covers the clocks {@code clock} to {@code clock +
 * length - 1}. The pair is held as an object reference and an int, never as an id object.
 *
 * <p>Source: Yjs {@code structs/AbstractStruct.js}.
 */
public abstract sealed class Struct permits Item, Gc {
  /** The client that created this struct. */
  public final ClientStructs client;

  /** The first clock that this struct covers. */
  public int clock;

  /** The number of clocks covered, at least 1. */
  public int length;

  Struct(ClientStructs client, int clock, int length) {
    this.client = client;
    this.clock = clock;
    this.length = length;
  }

  /** {@return the first clock after this struct} */
  public final int endClock() {
    return clock + length;
  }

  /** {@return whether the content is deleted; garbage always is} */
  public abstract boolean isDeleted();

  /**
   * Writes this struct without its first {@code offset} clocks.
   *
   * @param offset 0 to {@code length - 1}
   */
  public abstract void write(UpdateWriter writer, int offset);
}
