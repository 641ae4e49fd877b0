package dev.ycrdt.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/parity.md} names everything that Yjs exports, and only tests that exist. */
final class ParityTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern TEST_METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  private static List<String[]> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/parity.md")).stream()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Yjs "))
        .map(line -> line.substring(1, line.length() - 1).split("(?<!\\\\)\\|", -1))
        .toList();
  }

  @Test
  void everyExportOfYjs_hasARow() throws Exception {
    Set<String> named = new HashSet<>();
    for (String[] row : rows()) {
      CODE.matcher(row[0]).results().forEach(code -> addWords(named, code.group(1)));
    }

    List<String> missing = new ArrayList<>(exportsOfYjs());
    assertTrue(missing.size() > 100, "exports of Yjs: " + missing);
    missing.removeAll(named);

    assertEquals(List.of(), missing);
  }

  private static void addWords(Set<String> words, String code) {
    WORD.matcher(code).results().forEach(word -> words.add(word.group()));
  }

  private static List<String> exportsOfYjs() throws IOException, InterruptedException {
    Process node =
        new ProcessBuilder("node", "exports.mjs")
            .directory(Path.of("src/test/node").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, node.waitFor());
    return output.lines().toList();
  }

  @Test
  void everyRow_isProvenOrSaysWhyNot() throws IOException {
    List<String> unproven = new ArrayList<>();
    for (String[] row : rows()) {
      assertEquals(3, row.length, "cells of " + row[0]);
      boolean saysWhyNot = row[1].contains("not carried over") || row[1].contains("not there yet");
      if (row[2].isBlank() && !saysWhyNot) {
        unproven.add(row[0]);
      }
    }

    assertEquals(List.of(), unproven);
  }

  @Test
  void everyTestThatIsNamed_exists() throws IOException {
    Map<String, Set<String>> tests = testMethods();
    List<String> unknown = new ArrayList<>();
    for (String[] row : rows()) {
      String testClass = "";
      for (Matcher code = CODE.matcher(row[2]); code.find(); ) {
        String[] name = code.group(1).split("#", -1);
        testClass = name[0].isEmpty() ? testClass : name[0];
        Set<String> methods = tests.get(testClass);
        if (methods == null || (name.length > 1 && !methods.contains(name[1]))) {
          unknown.add(code.group(1));
        }
      }
    }

    assertEquals(List.of(), unknown);
  }

  private static Map<String, Set<String>> testMethods() throws IOException {
    Map<String, Set<String>> methods = new HashMap<>();
    for (String module : List.of("ycrdt-core", "ycrdt-protocol", "interop-tests")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> methods.put(className(file), methodsIn(file)));
      }
    }
    return methods;
  }

  private static String className(Path file) {
    return String.valueOf(file.getFileName()).replace(".java", "");
  }

  private static Set<String> methodsIn(Path file) {
    try {
      Set<String> names = new HashSet<>();
      TEST_METHOD
          .matcher(Files.readString(file))
          .results()
          .forEach(method -> names.add(method.group(1)));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
