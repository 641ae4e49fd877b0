package dev.ycrdt.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.ycrdt.core.event.Delta;
import dev.ycrdt.core.event.DeltaOp;
import dev.ycrdt.core.type.YText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Java lines of README.md compile, do what their comments say, and stand there unchanged. */
class ReadmeExampleTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path THIS_FILE =
      Path.of("src", "test", "java", "dev", "ycrdt", "core", "ReadmeExampleTest.java");

  @Test
  void example_givesWhatItsCommentsSay() {
    // example begin
    YDoc alice = new YDoc();
    YDoc bob = new YDoc();
    alice.onUpdate((update, origin, transaction) -> bob.applyUpdate(update));

    YText text = alice.getText("content");
    text.insert(0, "Hello world");
    text.format(0, 5, Map.of("bold", true));
    alice.transact(
        transaction -> {
          alice.getMap("meta").set("title", "Greeting");
          alice.getArray("tags").push(List.of("demo", 1));
        });

    bob.getText("content").insert(11, "!"); // alice does not know this yet
    byte[] missing = bob.encodeStateAsUpdate(alice.encodeStateVector());
    alice.applyUpdate(missing);

    String json = alice.toJson().toString();
    // {content=Hello world!, meta={title=Greeting}, tags=[demo, 1]}
    Delta delta = alice.getText("content").toDelta();
    // insert "Hello" with {bold=true}, insert " world!"
    // example end

    assertEquals("{content=Hello world!, meta={title=Greeting}, tags=[demo, 1]}", json);
    assertEquals(
        new Delta(
            List.of(
                new DeltaOp.Insert("Hello", Map.of("bold", true)),
                new DeltaOp.Insert(" world!", Map.of()))),
        delta);
    assertEquals(delta, bob.getText("content").toDelta());
  }

  @Test
  void example_standsInReadme() throws IOException {
    assertEquals(
        between(THIS_FILE, "    // example begin\n", "    // example end\n").indent(-4),
        between(README, "```java\n", "```\n"));
  }

  private static String between(Path file, String begin, String end) throws IOException {
    String text = Files.readString(file);
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
