package dev.ycrdt.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.ycrdt.core.DecodeException;
import dev.ycrdt.core.DecodeLimits;
import dev.ycrdt.core.StateVector;
import dev.ycrdt.core.YDoc;
import dev.ycrdt.protocol.Awareness;
import dev.ycrdt.protocol.Message;
import dev.ycrdt.protocol.MessageReader;
import dev.ycrdt.protocol.MessageWriter;

/** A binary frame: the envelope, the messages in it, and what a peer does with them. */
final class MessageFuzzTest {
  private final UpdateOracle oracle = new UpdateOracle(UpdateFormat.V1);

  @FuzzTest(maxDuration = "20m")
  void readFrame(byte[] frame) {
    AllocationBudget.run(() -> check(frame));
  }

  private void check(byte[] frame) {
    YDoc doc = Documents.withContent();
    Awareness awareness = Awareness.forServer().build();
    MessageReader reader = new MessageReader(frame);
    while (reader.hasNext()) {
      int start = reader.offset();
      Message message;
      try {
        message = reader.next();
      } catch (DecodeException e) {
        assertFalse(reader.hasNext(), "goes on after an error");
        break;
      }
      if (reader.offset() <= start) {
        throw new AssertionError("a message of no bytes at " + start);
      }
      assertEquals(message, new MessageReader(MessageWriter.write(message)).next());
      handle(doc, awareness, message);
    }
  }

  private void handle(YDoc doc, Awareness awareness, Message message) {
    try {
      if (message instanceof Message.SyncStep1 step1) {
        StateVector vector = StateVector.decode(step1.stateVector(), DecodeLimits.untrusted());
        assertEquals(vector, StateVector.decode(vector.encode()));
        oracle.apply(Documents.empty(), doc.encodeStateAsUpdate(step1.stateVector()));
      } else if (message instanceof Message.Sync sync) {
        oracle.apply(doc, sync.payload());
      } else if (message instanceof Message.AwarenessUpdate update) {
        awareness.apply(update.update(), "peer");
      }
    } catch (DecodeException e) {
      // what an untrusted peer may cause
      assertFalse(e.getMessage() == null);
    }
  }
}
