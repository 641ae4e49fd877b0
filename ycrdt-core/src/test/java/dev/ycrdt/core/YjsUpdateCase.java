package dev.ycrdt.core;

import dev.ycrdt.core.lib0.JsonText;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a fixture file: a function of Yjs, its input and its answer.
 *
 * @param operation {@code merge}, {@code diff}, {@code stateVector} or {@code meta}
 * @param expected bytes, or an {@link UpdateMeta}; null if Yjs refuses the input
 */
record YjsUpdateCase(String operation, List<byte[]> inputs, @Nullable Object expected) {

  static YjsUpdateCase parse(String line) {
    Map<?, ?> fields = (Map<?, ?>) present(JsonText.parse(line, DecodeLimits.trusted()));
    List<byte[]> inputs = new ArrayList<>();
    for (Object input : (List<?>) present(fields.get("in"))) {
      inputs.add(Base64.getDecoder().decode((String) input));
    }
    return new YjsUpdateCase(
        (String) present(fields.get("op")), inputs, expected(fields.get("out")));
  }

  private static @Nullable Object expected(@Nullable Object out) {
    if (out instanceof Map<?, ?> meta) {
      return new UpdateMeta(clocks(meta.get("from")), clocks(meta.get("to")));
    }
    return out == null ? null : Base64.getDecoder().decode((String) out);
  }

  private static Map<Long, Long> clocks(@Nullable Object entries) {
    Map<Long, Long> clocks = new LinkedHashMap<>();
    for (Object entry : (List<?>) present(entries)) {
      List<?> pair = (List<?>) entry;
      clocks.put(((Number) pair.get(0)).longValue(), ((Number) pair.get(1)).longValue());
    }
    return clocks;
  }

  private static Object present(@Nullable Object value) {
    return Objects.requireNonNull(value);
  }

  /** {@return what this library answers} */
  Object run() {
    return switch (operation) {
      case "merge" -> Updates.merge(inputs);
      case "diff" -> Updates.diff(inputs.get(0), inputs.get(1));
      case "stateVector" -> Updates.stateVector(inputs.get(0));
      case "meta" -> Updates.meta(inputs.get(0));
      default -> throw new IllegalArgumentException(operation);
    };
  }
}
