package dev.ycrdt.core;

import dev.ycrdt.core.internal.transaction.DocHandles;
import dev.ycrdt.core.internal.transaction.DocState;
import dev.ycrdt.core.internal.type.PositionAnchor;
import dev.ycrdt.core.internal.type.PositionResolver;
import dev.ycrdt.core.internal.type.TypeHandles;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.type.SharedType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a shared type that stays where it is while the type changes, such as a cursor. It
 * names an element instead of an index, so that it means the same in every replica.
 *
 * <pre>{@code
 * RelativePosition cursor = RelativePosition.of(text, 5);
 * byte[] bytes = cursor.encode();                     // to another replica
 * AbsolutePosition there = RelativePosition.decode(bytes).resolve(otherDoc);
 * }</pre>
 *
 * <p>A position sticks to the element behind it ({@code assoc >= 0}, the default) or to the one
 * before it ({@code assoc < 0}), and moves with it when others insert at that very place. When that
 * element is deleted, the position is where the element was. A position without such an element, at
 * the end (or, if associated to the left, at the start) of a type, names the type itself: a root by
 * its name, another one by its item.
 *
 * <p>The binary form of a position that names an element does not name the type, so what is decoded
 * from it is not equal to the original, as in Yjs. Immutable and safe for use by any thread.
 *
 * <p>Source: Yjs {@code utils/RelativePosition.js}.
 *
 * @param type the item of the type that the position is in; null for a root type, or if only {@code
 *     item} is known
 * @param rootName the name of the root type that the position is in; null for another type, or if
 *     only {@code item} is known
 * @param item the element that the position sticks to; null for a position at an end of the type
 * @param assoc negative to stick to the element before the position, otherwise to the one behind it
 */
public record RelativePosition(
    @Nullable ItemId type, @Nullable String rootName, @Nullable ItemId item, int assoc) {
  private static final int ITEM = 0;
  private static final int ROOT = 1;
  private static final int TYPE = 2;

  /**
   * Checks that something is named.
   *
   * @throws IllegalArgumentException if {@code type}, {@code rootName} and {@code item} are all
   *     null
   */
  public RelativePosition {
    if (type == null && rootName == null && item == null) {
      throw new IllegalArgumentException("a relative position needs an item or a type");
    }
  }

  /**
   * {@return the position before the element at {@code index}, sticking to it}
   *
   * @param index 0 to the length of {@code type}, inclusive; UTF-16 code units in text
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalStateException if {@code type} is not part of a document
   */
  public static RelativePosition of(SharedType type, int index) {
    return of(type, index, 0);
  }

  /**
   * {@return the position at {@code index}}
   *
   * <p>Cost: logarithmic in the number of items.
   *
   * <p>Source: Yjs {@code createRelativePositionFromTypeIndex}. Differs: an index out of range is
   * refused, where Yjs takes the end.
   *
   * @param index 0 to the length of {@code type}, inclusive; UTF-16 code units in text
   * @param assoc negative to stick to the element before the position, otherwise to the one behind
   *     it; kept as it is given
   * @throws IndexOutOfBoundsException if {@code index} is out of range
   * @throws IllegalStateException if {@code type} is not part of a document
   */
  public static RelativePosition of(SharedType type, int index, int assoc) {
    return PositionAnchor.at(TypeHandles.nodeOf(type), index, assoc);
  }

  /**
   * Reads the binary form. Bytes that follow it are ignored; a position that ends before its
   * association, as old versions wrote it, has association 0.
   *
   * <p>Source: Yjs {@code decodeRelativePosition}.
   *
   * @throws DecodeException if {@code bytes} is no relative position
   */
  public static RelativePosition decode(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    long kind = in.readVarUint();
    ItemId type = null;
    String rootName = null;
    ItemId item = null;
    if (kind == ITEM) {
      item = readId(in);
    } else if (kind == ROOT) {
      rootName = in.readVarString();
    } else if (kind == TYPE) {
      type = readId(in);
    } else {
      throw in.error("unknown kind of relative position " + kind);
    }
    return new RelativePosition(type, rootName, item, in.hasRemaining() ? readAssoc(in) : 0);
  }

  private static ItemId readId(ByteReader in) {
    return new ItemId(in.readVarUint(), in.readVarUint());
  }

  private static int readAssoc(ByteReader in) {
    long assoc = in.readVarInt();
    if (assoc != (int) assoc) {
      throw in.error("association " + assoc + " of a relative position exceeds 32 bits");
    }
    return (int) assoc;
  }

  /**
   * {@return the binary form: of element, root name and type item the first that is known, and the
   * association}
   *
   * <p>Source: Yjs {@code encodeRelativePosition}.
   */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(24);
    if (item != null) {
      writeId(out, ITEM, item);
    } else if (rootName != null) {
      out.writeVarUint(ROOT);
      out.writeVarString(rootName);
    } else if (type != null) {
      writeId(out, TYPE, type);
    }
    out.writeVarInt(assoc);
    return out.toByteArray();
  }

  private static void writeId(ByteWriter out, int kind, ItemId id) {
    out.writeVarUint(kind);
    out.writeVarUint(id.client());
    out.writeVarUint(id.clock());
  }

  /**
   * {@return the JSON form as plain values: {@code type}, {@code tname}, {@code item} and {@code
   * assoc}, those that are known, in this order}
   *
   * <p>An empty root name is left out, because Yjs leaves it out.
   *
   * <p>Source: Yjs {@code relativePositionToJSON}.
   */
  public Map<String, Object> toJson() {
    return PositionJson.write(this);
  }

  /**
   * Reads the JSON form. Members that are null count as absent, other members are ignored.
   *
   * <p>Source: Yjs {@code createRelativePositionFromJSON}. Differs: a position that has an
   * association and nothing else, which is what Yjs makes of the end of a root type with an empty
   * name, is taken as that end. Yjs cannot use such a position.
   *
   * @throws IllegalArgumentException if {@code json} is no relative position
   */
  public static RelativePosition fromJson(Map<String, ?> json) {
    return PositionJson.read(json);
  }

  /**
   * Finds the position in a document, following what an undo has brought back.
   *
   * @see #resolve(YDoc, boolean)
   */
  public @Nullable AbsolutePosition resolve(YDoc doc) {
    return resolve(doc, true);
  }

  /**
   * Finds the position in a document.
   *
   * <p>Cost: logarithmic in the number of items of the type.
   *
   * <p>Source: Yjs {@code createAbsolutePositionFromRelativePosition}. Differs: a root type that
   * the document does not know, or that nobody has asked for with its kind ({@code doc.getText}),
   * gives null. Yjs makes a root type without a kind.
   *
   * @param followUndoneDeletions whether a position at an element that was deleted and brought back
   *     by an undo is found at the element that took its place. Pass false for a position of which
   *     only this replica knows that undo, so that every replica finds the same
   * @return null if the element or type is not known yet, was collected as garbage, or is no place
   *     in a type
   */
  public @Nullable AbsolutePosition resolve(YDoc doc, boolean followUndoneDeletions) {
    DocState state = DocHandles.stateOf(doc);
    return state.locked(() -> new PositionResolver(state, followUndoneDeletions).resolve(this));
  }
}
