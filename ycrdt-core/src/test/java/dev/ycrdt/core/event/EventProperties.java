package dev.ycrdt.core.event;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.ycrdt.core.Integrity;
import dev.ycrdt.core.RandomEdits;
import dev.ycrdt.core.Undefined;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.core.event.KeyChange.Action;
import dev.ycrdt.core.type.SharedType;
import dev.ycrdt.core.type.YArray;
import dev.ycrdt.core.type.YMap;
import dev.ycrdt.core.type.YText;
import dev.ycrdt.core.type.YXmlElement;
import dev.ycrdt.core.type.YXmlFragment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** That events, applied to the content before, give the content after. */
final class EventProperties {
  private static final int STEPS = 40;

  /** One position of a text: a code unit or an embedded value, with its attributes. */
  private record Unit(@Nullable Object content, Map<String, @Nullable Object> attributes) {}

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void text_deltasAddUp(@ForAll long seed) {
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(random);
    twoWriters(
        random,
        doc -> doc.getText("text"),
        edits::editText,
        text -> {
          List<Unit> model = new ArrayList<>();
          text.observe(
              (event, transaction) -> {
                applyToText(model, event.delta());
                assertEquals(units(text), model);
              });
        });
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void array_deltasAddUp(@ForAll long seed) {
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(random);
    twoWriters(
        random,
        doc -> doc.getArray("array"),
        edits::editArray,
        array -> {
          List<@Nullable Object> model = new ArrayList<>();
          array.observe(
              (event, transaction) -> {
                applyToList(model, event.delta());
                assertEquals(shown(array.toList()), shown(model));
              });
        });
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void map_keysAddUp(@ForAll long seed) {
    Random random = new Random(seed);
    RandomEdits edits = new RandomEdits(random);
    twoWriters(
        random,
        doc -> doc.getMap("map"),
        edits::editMap,
        map -> {
          Map<String, @Nullable Object> model = new HashMap<>();
          map.observe(
              (event, transaction) -> {
                event.keys().forEach((key, change) -> applyToMap(model, key, change, map));
                assertEquals(shown(map.entries()), shown(model));
              });
        });
  }

  /** Two replicas are edited and exchange updates, delayed but in order; both are observed. */
  private static <T extends SharedType> void twoWriters(
      Random random, Function<YDoc, T> root, Consumer<T> edit, Consumer<T> observe) {
    List<YDoc> docs = List.of(new YDoc(), new YDoc());
    List<List<byte[]>> inboxes = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < 2; i++) {
      List<byte[]> target = inboxes.get(1 - i);
      observe.accept(root.apply(docs.get(i)));
      docs.get(i)
          .onUpdate(
              (update, origin, transaction) -> {
                if (origin == null) {
                  target.add(update);
                }
              });
    }
    for (int step = 0; step < STEPS; step++) {
      int index = random.nextInt(2);
      YDoc doc = docs.get(index);
      if (random.nextInt(3) > 0) {
        T type = root.apply(doc);
        doc.transact(
            transaction -> {
              for (int i = random.nextInt(3); i >= 0; i--) {
                edit.accept(type);
              }
            });
      } else {
        List.copyOf(inboxes.get(index)).forEach(update -> doc.applyUpdate(update, "peer"));
        inboxes.get(index).clear();
      }
      Integrity.check(doc);
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void deepPaths_leadToTheTarget(@ForAll long seed) {
    RandomEdits edits = new RandomEdits(new Random(seed));
    YDoc doc = new YDoc();
    BiConsumer<List<YEvent>, Object> check =
        (events, transaction) -> events.forEach(event -> assertSame(event.target(), walk(event)));
    RandomEdits.declareRoots(doc).forEach(root -> root.observeDeep(check::accept));

    for (int step = 0; step < STEPS; step++) {
      edits.transact(doc);
    }
  }

  private static @Nullable Object walk(YEvent event) {
    Object here = event.currentTarget();
    for (Object step : event.path()) {
      if (step instanceof Integer index) {
        here = elementOf(here, index);
      } else {
        here = entryOf(here, (String) step);
      }
    }
    return here;
  }

  private static @Nullable Object elementOf(@Nullable Object container, int index) {
    if (container instanceof YText text) {
      return units(text).get(index).content();
    }
    return container instanceof YArray array
        ? array.get(index)
        : requireNonNull((YXmlFragment) container).get(index);
  }

  private static @Nullable Object entryOf(@Nullable Object container, String key) {
    return container instanceof YMap map
        ? map.get(key)
        : requireNonNull((YXmlElement) container).getAttribute(key);
  }

  private static List<Unit> units(YText text) {
    List<Unit> units = new ArrayList<>();
    applyToText(units, text.toDelta());
    return units;
  }

  private static void applyToText(List<Unit> model, Delta delta) {
    int at = 0;
    for (DeltaOp op : delta.ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        List<Unit> inserted = unitsOf(insert);
        model.addAll(at, inserted);
        at += inserted.size();
      } else if (op instanceof DeltaOp.Retain retain) {
        for (int i = 0; i < retain.length(); i++, at++) {
          model.set(at, withAttributes(model.get(at), retain.attributes()));
        }
      } else if (op instanceof DeltaOp.Delete delete) {
        model.subList(at, at + delete.length()).clear();
      }
    }
  }

  private static List<Unit> unitsOf(DeltaOp.Insert insert) {
    if (!(insert.insert() instanceof String text)) {
      return List.of(new Unit(insert.insert(), insert.attributes()));
    }
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < text.length(); i++) {
      units.add(new Unit(text.charAt(i), insert.attributes()));
    }
    return units;
  }

  private static Unit withAttributes(Unit unit, Map<String, @Nullable Object> changes) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>(unit.attributes());
    attributes.putAll(changes);
    attributes.values().removeAll(Collections.singleton(null));
    return new Unit(unit.content(), attributes);
  }

  private static void applyToList(List<@Nullable Object> model, Delta delta) {
    int at = 0;
    for (DeltaOp op : delta.ops()) {
      if (op instanceof DeltaOp.Insert insert) {
        List<?> inserted = (List<?>) insert.insert();
        model.addAll(at, inserted == null ? List.of() : inserted);
        at += inserted == null ? 0 : inserted.size();
      } else if (op instanceof DeltaOp.Retain retain) {
        at += retain.length();
      } else if (op instanceof DeltaOp.Delete delete) {
        model.subList(at, at + delete.length()).clear();
      }
    }
  }

  private static void applyToMap(
      Map<String, @Nullable Object> model, String key, KeyChange change, YMap map) {
    assertEquals(model.containsKey(key), change.action() != Action.ADD);
    Object before = model.containsKey(key) ? model.get(key) : Undefined.INSTANCE;
    assertEquals(shown(before), shown(change.oldValue()));
    if (change.action() == Action.DELETE) {
      model.remove(key);
    } else {
      model.put(key, map.get(key));
    }
  }

  /** Byte arrays are equal by content, shared types by identity. */
  private static @Nullable Object shown(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(EventProperties::shown).toList();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, @Nullable Object> copy = new HashMap<>();
      map.forEach((key, member) -> copy.put(key, shown(member)));
      return copy;
    }
    return value instanceof byte[] bytes ? Arrays.toString(bytes) : value;
  }
}
