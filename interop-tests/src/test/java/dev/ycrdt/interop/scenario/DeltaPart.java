package dev.ycrdt.interop.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One part of a delta to apply. Lengths are cut to what remains of the text; a part of which
 * nothing is left does not become part of the delta.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(DeltaPart.Insert.class),
  @JsonSubTypes.Type(DeltaPart.Retain.class),
  @JsonSubTypes.Type(DeltaPart.Delete.class)
})
public sealed interface DeltaPart {

  /** Inserts a string, or another tagged value as an embed. */
  record Insert(JsonNode insert, @Nullable JsonNode attributes) implements DeltaPart {}

  /** Keeps text, with attributes to change. */
  record Retain(int retain, @Nullable JsonNode attributes) implements DeltaPart {}

  /** Deletes text. */
  record Delete(int delete) implements DeltaPart {}
}
