package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.type.TypeNode;
import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;

/**
 * A nested shared type.
 *
 * <p>Source: Yjs {@code structs/ContentType.js}.
 *
 * @param type the node of the type; its {@code item} is the item of this content once integrated
 */
public record ContentType(TypeNode type) implements Content {
  @Override
  public int ref() {
    return StructRef.TYPE;
  }

  @Override
  public Object valueAt(int index) {
    return type;
  }

  @Override
  public Content copy() {
    return new ContentType(type.emptyCopy());
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeTypeRef(type.kind().typeRef());
    if (type.kind().isNamed()) {
      writer.writeKey(type.name());
    }
  }
}
