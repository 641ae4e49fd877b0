package dev.ycrdt.server.room;

import dev.ycrdt.server.Await;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A registry over a {@link TestStore}; rooms unload at once. */
@Timeout(60)
abstract class RoomTestBase {
  static final String ROOM = "room";

  final TestStore store = new TestStore();
  RoomRegistry registry = open(options());

  static RoomOptions.Builder options() {
    return RoomOptions.builder().unloadAfter(Duration.ZERO);
  }

  RoomRegistry open(RoomOptions.Builder options) {
    return new RoomRegistry(options.build(), store, InstantSource.system());
  }

  void reopen(RoomOptions.Builder options) {
    registry.close();
    registry = open(options);
  }

  void awaitRooms(int count) {
    Await.until(count + " rooms are in memory", () -> registry.roomCount() == count);
  }

  @AfterEach
  void closeRegistry() {
    registry.close();
  }
}
