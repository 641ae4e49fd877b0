package dev.ycrdt.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Iterator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A listener that throws, whatever it throws, costs its own connection only. */
class ListenerErrorTest {

  private static final class Throwing extends RecordingListener {
    private final String where;
    private final Throwable what;

    Throwing(String where, Throwable what) {
      this.where = where;
      this.what = what;
    }

    private void maybeThrow(String here) {
      if (where.equals(here)) {
        Throwing.<RuntimeException>sneak(what);
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable what) throws T {
      throw (T) what;
    }

    @Override
    public void onOpen(Connection connection) {
      super.onOpen(connection);
      maybeThrow("onOpen");
    }

    @Override
    public void onBinary(byte[] message) {
      maybeThrow("onBinary");
    }

    @Override
    public void onText(String message) {
      maybeThrow("onText");
    }

    @Override
    public void onClosed(int code, String reason, boolean remote) {
      super.onClosed(code, reason, remote);
      maybeThrow("onClosed");
    }
  }

  static Stream<Throwable> throwables() {
    return Stream.of(
        new IllegalStateException("x"),
        new java.io.IOException("x"),
        new StackOverflowError(),
        new OutOfMemoryError("made up"),
        new NoClassDefFoundError("x"),
        new AssertionError("x"));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void onOpen(Throwable what) throws Exception {
    check("onOpen", what, 1011, client -> {});
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void onBinary(Throwable what) throws Exception {
    check("onBinary", what, 1011, client -> client.sendBinary(new byte[1]));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void onText(Throwable what) throws Exception {
    check(
        "onText",
        what,
        1011,
        client -> client.sendFrame(RawClient.FIN | RawClient.TEXT, new byte[] {'a'}));
  }

  @ParameterizedTest
  @MethodSource("throwables")
  void onClosed(Throwable what) throws Exception {
    check(
        "onClosed",
        what,
        1000,
        client ->
            client.sendFrame(RawClient.FIN | RawClient.CLOSE, RawClient.closePayload(1000, "bye")));
  }

  private interface Action {
    void on(RawClient client) throws Exception;
  }

  private static void check(String where, Throwable what, int code, Action action)
      throws Exception {
    Iterator<Supplier<RecordingListener>> listeners =
        Stream.<Supplier<RecordingListener>>of(
                RecordingListener::new, () -> new Throwing(where, what), RecordingListener::new)
            .iterator();
    try (TestServer server = TestServer.start(b -> b, () -> listeners.next().get());
        RawClient before = server.open();
        RawClient failing = server.open()) {
      RecordingListener listenerBefore = server.nextListener();
      RecordingListener throwing = server.nextListener();
      action.on(failing);
      assertEquals(code, failing.readClose().closeCode());
      assertEquals(code, throwing.awaitClosed().code());

      before.sendBinary(new byte[] {1});
      listenerBefore.nextMessage();
      try (RawClient after = server.open()) {
        after.sendBinary(new byte[] {2});
        server.nextListener().nextMessage();
      }
      Await.until("the connection is gone", () -> server.transport.connectionCount() <= 2);
      assertEquals(0, throwing.violations.size());
    }
  }
}
