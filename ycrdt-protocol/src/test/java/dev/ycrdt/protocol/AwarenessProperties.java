package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.lib0.ByteWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Delivery in any order, with duplicates, leads to the same states; bad bytes change nothing. */
class AwarenessProperties {

  /**
   * One client has one state per clock, as honest clients do; any clock may also be followed by
   * null.
   */
  record Announcement(long clientId, long clock, boolean gone) {

    byte[] update() {
      String json = gone ? "null" : "{\"client\":" + clientId + ",\"clock\":" + clock + "}";
      return AwarenessTest.entry(clientId, clock, json);
    }
  }

  @Provide
  Arbitrary<List<Announcement>> announcements() {
    return Combinators.combine(
            Arbitraries.longs().between(1, 4),
            Arbitraries.longs().between(0, 6),
            Arbitraries.of(true, false, false))
        .as(Announcement::new)
        .list()
        .ofMaxSize(25);
  }

  private static byte[] delivered(List<Announcement> announcements) {
    Awareness awareness = Awareness.forServer().clock(new TestClock()).build();
    announcements.forEach(announcement -> awareness.apply(announcement.update(), null));
    List<Long> clientIds = new ArrayList<>(awareness.clients());
    Collections.sort(clientIds);
    return awareness.encodeUpdate(clientIds);
  }

  @Property
  void convergence(
      @ForAll("announcements") List<Announcement> announcements, @ForAll Random random) {
    List<Announcement> other = new ArrayList<>(announcements);
    announcements.forEach(
        announcement -> {
          if (random.nextInt(3) == 0) {
            other.add(announcement);
          }
        });
    Collections.shuffle(other, random);
    assertEquals(Arrays.toString(delivered(announcements)), Arrays.toString(delivered(other)));
  }

  @Property
  void encodeUpdate_bringsAnEmptyAwarenessToTheSameStates(
      @ForAll("announcements") List<Announcement> announcements) {
    byte[] update = delivered(announcements);
    Awareness other = Awareness.forServer().build();
    other.apply(update, null);
    assertEquals(Arrays.toString(update), Arrays.toString(other.encodeUpdate()));
  }

  @Property(tries = 200)
  void truncation(
      @ForAll("announcements") @Size(min = 1, max = 5) List<Announcement> announcements) {
    ByteWriter writer = new ByteWriter();
    writer.writeVarUint(announcements.size());
    for (Announcement announcement : announcements) {
      writer.writeBytes(announcement.update(), 1, announcement.update().length - 1);
    }
    byte[] update = writer.toByteArray();
    Awareness awareness = Awareness.forServer().build();
    for (int length = 0; length < update.length; length++) {
      byte[] cut = Arrays.copyOf(update, length);
      assertThrows(DecodeException.class, () -> awareness.apply(cut, null));
    }
    assertEquals(List.of(), awareness.clients());
  }

  @Property
  void randomBytes(@ForAll @Size(max = 30) byte[] update) {
    Awareness awareness = Awareness.forServer().build();
    try {
      awareness.apply(update, null);
    } catch (DecodeException expected) {
      assertEquals(List.of(), awareness.clients());
    }
  }

  @Property
  void flippedByte(
      @ForAll("announcements") @Size(min = 1, max = 1) List<Announcement> announcement,
      @ForAll Random random) {
    byte[] update = announcement.get(0).update();
    update[random.nextInt(update.length)] ^= (byte) (1 << random.nextInt(8));
    Awareness awareness = Awareness.forServer().build();
    try {
      awareness.apply(update, null);
    } catch (DecodeException expected) {
      assertEquals(List.of(), awareness.clients());
    }
  }
}
