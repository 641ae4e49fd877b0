package dev.ycrdt.core.internal.struct;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.UpdateWriter;
import org.jspecify.annotations.Nullable;

/**
 * A plain value that takes one position in a text.
 *
 * <p>Source: Yjs {@code structs/ContentEmbed.js}.
 *
 * @param embed an immutable plain value
 */
public record ContentEmbed(@Nullable Object embed) implements Content {
  @Override
  public int ref() {
    return StructRef.EMBED;
  }

  @Override
  public @Nullable Object valueAt(int index) {
    return embed;
  }

  @Override
  public void write(UpdateWriter writer, int offset, int length) {
    writer.writeJson(embed);
  }
}
