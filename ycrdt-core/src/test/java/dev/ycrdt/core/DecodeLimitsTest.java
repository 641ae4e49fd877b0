package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Presets and the builder; that each limit is enforced is tested where it is. */
final class DecodeLimitsTest {
  private static List<Method> settings() {
    List<Method> settings = new ArrayList<>();
    for (Method method : DecodeLimits.class.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && method.getReturnType() == int.class) {
        settings.add(method);
      }
    }
    return settings;
  }

  @Test
  void builder_setsOneAndKeepsTheOthers() throws ReflectiveOperationException {
    assertEquals(12, settings().size());
    for (Method changed : settings()) {
      DecodeLimits.Builder builder = DecodeLimits.untrusted().toBuilder();
      DecodeLimits.Builder.class.getMethod(changed.getName(), int.class).invoke(builder, 7);
      DecodeLimits limits = builder.build();
      for (Method setting : settings()) {
        Object expected = setting.equals(changed) ? 7 : setting.invoke(DecodeLimits.untrusted());
        assertEquals(expected, setting.invoke(limits), setting.getName());
      }
    }
  }

  @Test
  void untrusted_isStricterThroughout() throws ReflectiveOperationException {
    for (Method setting : settings()) {
      int untrusted = (int) setting.invoke(DecodeLimits.untrusted());
      int trusted = (int) setting.invoke(DecodeLimits.trusted());
      assertTrue(untrusted < trusted, setting.getName());
    }
  }

  @Test
  void builder_refusesZero() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DecodeLimits.trusted().toBuilder().maxDepth(0));
    assertEquals("maxDepth must be at least 1, got 0", e.getMessage());
  }
}
