package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.internal.store.ClientStructs;
import dev.ycrdt.core.internal.struct.Content;
import dev.ycrdt.core.internal.struct.ContentEmbed;
import dev.ycrdt.core.internal.struct.ContentFormat;
import dev.ycrdt.core.internal.struct.ContentString;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A struct as an update describes it: checked by itself, but not yet part of a document.
 *
 * <p>Neighbours and parent are still ids. Text stays in the bytes of the update until the struct is
 * integrated. A struct that has to wait for others is kept in this form.
 */
public final class DecodedStruct {
  private static final int BASE_BYTES = 120;

  /** The kind, see {@link StructRef}. */
  public final int ref;

  /** The client that created the struct. */
  public final ClientStructs client;

  /** The first clock. */
  public int clock;

  /** The number of clocks, at least 1. */
  public int length;

  /** Client of the origin, null when there is none. */
  public @Nullable ClientStructs originClient;

  /** Clock of the origin. */
  public int originClock;

  /** Client of the right origin, null when there is none. */
  public @Nullable ClientStructs rightOriginClient;

  /** Clock of the right origin. */
  public int rightOriginClock;

  /** The name of the root type that is the parent, if it is one. */
  public @Nullable String parentName;

  /** Client of the parent's item; without it and without a name the parent is a neighbour's. */
  public @Nullable ClientStructs parentClient;

  /** Clock of the parent's item. */
  public int parentClock;

  /** The key of the map entry; null also when it is to be taken from a neighbour. */
  public @Nullable String parentSub;

  /** The content of every kind but text, garbage and gap. */
  public @Nullable Content content;

  /** How many types the struct is inside of, plus 1; 0 while nobody has asked. */
  public int knownDepth;

  private @Nullable String text;
  private int encodedBytes;
  private byte @Nullable [] textSource;
  private int textFrom;
  private int textByteCount;

  /** Makes a struct of the given kind without any relations. */
  public DecodedStruct(int ref, ClientStructs client, int clock) {
    this.ref = ref;
    this.client = client;
    this.clock = clock;
  }

  /** {@return the first clock after the struct} */
  public int endClock() {
    return clock + length;
  }

  /** Sets the text to bytes that were checked to be UTF-8 of {@code utf16Length} units. */
  void setText(byte[] source, int from, int byteCount, int utf16Length) {
    textSource = source;
    textFrom = from;
    textByteCount = byteCount;
    length = utf16Length;
  }

  /** Sets the text. */
  void setText(String value) {
    text = value;
    textSource = null;
    length = value.length();
  }

  /** Appends the text to the buffer of the client and returns where it starts. */
  public int appendText() {
    if (textSource != null) {
      return client.text.appendUtf8(textSource, textFrom, textByteCount, length);
    }
    return client.text.append(text());
  }

  /** {@return the text of a struct of kind {@link StructRef#STRING}} */
  public String text() {
    if (textSource != null) {
      return new String(textSource, textFrom, textByteCount, StandardCharsets.UTF_8);
    }
    if (text == null) {
      throw new IllegalStateException("struct of kind " + ref + " has no text");
    }
    return text;
  }

  /**
   * Makes the struct independent of the bytes of the update, because it has to wait.
   *
   * <p>Yjs keeps waiting structs in the second update format, which changes some values of embeds
   * and attributes, such as strings with half a surrogate pair. So they make the same way here.
   */
  public void prepareToWait() {
    if (textSource != null) {
      setText(text());
    } else if (content instanceof ContentEmbed embed) {
      content = new ContentEmbed(throughAny(embed.embed()));
    } else if (content instanceof ContentFormat format) {
      content = new ContentFormat(format.key(), throughAny(format.value()));
    }
  }

  private static @Nullable Object throughAny(@Nullable Object value) {
    ByteWriter writer = new ByteWriter(32);
    AnyCodec.write(writer, value);
    return AnyCodec.read(new ByteReader(writer.toByteArray()), DecodeLimits.trusted());
  }

  /** {@return an estimate of the bytes held while the struct waits} */
  public long heldBytes() {
    return BASE_BYTES + 2L * encodedBytes + (content == null ? 0 : HeldBytes.of(content, length));
  }

  /** Sets how many bytes of an update the struct takes. */
  void setEncodedBytes(int byteCount) {
    encodedBytes = byteCount;
  }

  /**
   * Drops the first {@code offset} clocks, which are known already. What follows them has their
   * last clock as origin.
   *
   * <p>Source: Yjs {@code Item.integrate} and {@code sliceStruct}.
   */
  public void skipFirst(int offset) {
    int rest = length - offset;
    if (ref == StructRef.STRING) {
      setText(ContentString.cut(text(), offset, length));
    } else if (content != null) {
      content = content.slice(offset, length);
    }
    if (ref != StructRef.GC && ref != StructRef.SKIP) {
      originClient = client;
      originClock = clock + offset - 1;
    }
    clock += offset;
    length = rest;
  }

  /** Writes the struct without its first {@code offset} clocks. */
  public void write(UpdateWriter writer, int offset) {
    if (ref == StructRef.GC) {
      writer.writeInfo(StructRef.GC);
      writer.writeLength(length - offset);
      return;
    }
    boolean hasOrigin = offset > 0 || originClient != null;
    boolean hasRightOrigin = rightOriginClient != null;
    writer.writeInfo(
        ref
            | (hasOrigin ? StructRef.HAS_ORIGIN : 0)
            | (hasRightOrigin ? StructRef.HAS_RIGHT_ORIGIN : 0)
            | (parentSub != null ? StructRef.HAS_PARENT_SUB : 0));
    if (offset > 0) {
      writer.writeLeftId(client, clock + offset - 1);
    } else if (originClient != null) {
      writer.writeLeftId(originClient, originClock);
    }
    if (rightOriginClient != null) {
      writer.writeRightId(rightOriginClient, rightOriginClock);
    }
    if (!hasOrigin && !hasRightOrigin) {
      writeParent(writer);
    }
    writeContent(writer, offset);
  }

  private void writeParent(UpdateWriter writer) {
    if (parentName != null) {
      writer.writeParentInfo(true);
      writer.writeString(parentName);
    } else if (parentClient != null) {
      writer.writeParentInfo(false);
      writer.writeLeftId(parentClient, parentClock);
    }
    if (parentSub != null) {
      writer.writeString(parentSub);
    }
  }

  private void writeContent(UpdateWriter writer, int offset) {
    if (content != null) {
      content.write(writer, offset, length);
    } else {
      writer.writeString(text().substring(offset));
    }
  }
}
