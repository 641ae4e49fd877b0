package dev.ycrdt.interop.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call on a shared type.
 *
 * <p>{@code on} picks the type among the live ones of its family, {@code at} picks the index,
 * {@code count} is cut to what there is. Values and attributes are in the {@linkplain Tagged tagged
 * form}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Op.Nested.class, name = "nested"),
  @JsonSubTypes.Type(value = Op.Probe.class, name = "probe"),
  @JsonSubTypes.Type(value = Op.TextInsert.class, name = "textInsert"),
  @JsonSubTypes.Type(value = Op.TextEmbed.class, name = "textEmbed"),
  @JsonSubTypes.Type(value = Op.TextDelete.class, name = "textDelete"),
  @JsonSubTypes.Type(value = Op.TextFormat.class, name = "textFormat"),
  @JsonSubTypes.Type(value = Op.TextDelta.class, name = "textDelta"),
  @JsonSubTypes.Type(value = Op.TextAttribute.class, name = "textAttribute"),
  @JsonSubTypes.Type(value = Op.TextAttributeRemove.class, name = "textAttributeRemove"),
  @JsonSubTypes.Type(value = Op.TextBurst.class, name = "textBurst"),
  @JsonSubTypes.Type(value = Op.ArrayInsert.class, name = "arrayInsert"),
  @JsonSubTypes.Type(value = Op.ArrayPush.class, name = "arrayPush"),
  @JsonSubTypes.Type(value = Op.ArrayUnshift.class, name = "arrayUnshift"),
  @JsonSubTypes.Type(value = Op.ArrayDelete.class, name = "arrayDelete"),
  @JsonSubTypes.Type(value = Op.MapSet.class, name = "mapSet"),
  @JsonSubTypes.Type(value = Op.MapDelete.class, name = "mapDelete"),
  @JsonSubTypes.Type(value = Op.MapClear.class, name = "mapClear"),
  @JsonSubTypes.Type(value = Op.XmlInsert.class, name = "xmlInsert"),
  @JsonSubTypes.Type(value = Op.XmlInsertAfter.class, name = "xmlInsertAfter"),
  @JsonSubTypes.Type(value = Op.XmlPush.class, name = "xmlPush"),
  @JsonSubTypes.Type(value = Op.XmlDelete.class, name = "xmlDelete"),
  @JsonSubTypes.Type(value = Op.ElementAttribute.class, name = "elementAttribute"),
  @JsonSubTypes.Type(value = Op.ElementAttributeRemove.class, name = "elementAttributeRemove")
})
public sealed interface Op {

  /** How many operations this is: more than one only for {@link Nested}. */
  default int operationCount() {
    return 1;
  }

  /** Several operations in a transaction inside whatever transaction is open. */
  record Nested(List<Op> ops) implements Op {
    @Override
    public int operationCount() {
      return ops.stream().mapToInt(Op::operationCount).sum();
    }
  }

  /** Reads a type of the family text, array, map, fragment or element and records what it read. */
  record Probe(String family, int on, int at) implements Op {}

  /** An operation on the picked YText or YXmlText. */
  sealed interface TextOp extends Op {
    int on();
  }

  record TextInsert(int on, int at, String text, @Nullable JsonNode attributes) implements TextOp {}

  record TextEmbed(int on, int at, JsonNode value, @Nullable JsonNode attributes)
      implements TextOp {}

  record TextDelete(int on, int at, int count) implements TextOp {}

  record TextFormat(int on, int at, int count, JsonNode attributes) implements TextOp {}

  record TextDelta(int on, List<DeltaPart> parts, boolean sanitize) implements TextOp {}

  record TextAttribute(int on, String key, JsonNode value) implements TextOp {}

  record TextAttributeRemove(int on, String key) implements TextOp {}

  /**
   * Many small edits all over the text, as {@code count} and {@code seed} say: the way to documents
   * of thousands of items.
   */
  record TextBurst(int on, int seed, int count) implements TextOp {
    @Override
    public int operationCount() {
      return count;
    }
  }

  /** An operation on the picked YArray. */
  sealed interface ArrayOp extends Op {
    int on();
  }

  record ArrayInsert(int on, int at, List<JsonNode> values) implements ArrayOp {}

  record ArrayPush(int on, List<JsonNode> values) implements ArrayOp {}

  record ArrayUnshift(int on, List<JsonNode> values) implements ArrayOp {}

  record ArrayDelete(int on, int at, int count) implements ArrayOp {}

  /** An operation on the picked YMap or YXmlHook. */
  sealed interface MapOp extends Op {
    int on();
  }

  record MapSet(int on, String key, JsonNode value) implements MapOp {}

  record MapDelete(int on, String key) implements MapOp {}

  record MapClear(int on) implements MapOp {}

  /** An operation on the children of the picked YXmlFragment or YXmlElement. */
  sealed interface XmlOp extends Op {
    int on();
  }

  record XmlInsert(int on, int at, List<JsonNode> children) implements XmlOp {}

  /** Inserts after the picked child; the first place stands for no child. */
  record XmlInsertAfter(int on, int at, List<JsonNode> children) implements XmlOp {}

  record XmlPush(int on, List<JsonNode> children) implements XmlOp {}

  record XmlDelete(int on, int at, int count) implements XmlOp {}

  /** An operation on the attributes of the picked YXmlElement. */
  sealed interface ElementOp extends Op {
    int on();
  }

  record ElementAttribute(int on, String key, JsonNode value) implements ElementOp {}

  record ElementAttributeRemove(int on, String key) implements ElementOp {}
}
