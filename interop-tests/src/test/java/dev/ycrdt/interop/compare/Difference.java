package dev.ycrdt.interop.compare;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The first place where two transcripts differ.
 *
 * @param step the number of the step; one past the last is the settling at the end
 * @param path where in the step's entry, such as {@code events[0].events[0].delta[1].retain}
 * @param expected what Yjs recorded; a missing node where it has nothing
 */
public record Difference(int step, String path, JsonNode expected, JsonNode actual) {}
