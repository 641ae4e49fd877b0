package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * A range of clocks whose items were collected: only the fact that they existed is left.
 *
 * <p>Source: Yjs {@code structs/GC.js}.
 */
public final class Gc extends Struct {
  /** Makes garbage for {@code length} clocks of {@code client} from {@code clock} on. */
  public Gc(ClientStructs client, int clock, int length) {
    super(client, clock, length);
  }

  @Override
  public boolean isDeleted() {
    return true;
  }

  @Override
  public void write(UpdateWriter writer, int offset) {
    writer.writeInfo(StructRef.GC);
    writer.writeLength(length - offset);
  }
}
