package dev.ycrdt.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ycrdt.core.DecodeException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Frames of any messages come back, cut ones and random ones end in {@link DecodeException}. */
class MessageProperties {

  @Provide
  Arbitrary<Message> messages() {
    Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    return Arbitraries.oneOf(
        bytes.map(Message.SyncStep1::new),
        bytes.map(Message.SyncStep2::new),
        bytes.map(Message.SyncUpdate::new),
        bytes.map(Message.AwarenessUpdate::new),
        Arbitraries.strings().ofMaxLength(50).map(MessageProperties::denied),
        Arbitraries.just(new Message.QueryAwareness()));
  }

  /** Lone surrogates do not survive UTF-8. */
  private static Message denied(String reason) {
    return new Message.PermissionDenied(reason.replaceAll("\\p{Cs}", "?"));
  }

  @Provide
  Arbitrary<List<Message>> frames() {
    return messages().list().ofMaxSize(4);
  }

  @Property
  void roundTrip(@ForAll("frames") List<Message> messages) {
    assertEquals(messages, MessageReader.readAll(MessageWriter.writeAll(messages)));
  }

  @Property(tries = 200)
  void truncation(@ForAll("messages") Message message) {
    byte[] frame = MessageWriter.write(message);
    for (int length = 1; length < frame.length; length++) {
      MessageReader reader = new MessageReader(Arrays.copyOf(frame, length));
      DecodeException e = assertThrows(DecodeException.class, reader::next);
      assertTrue(e.offset() >= 0 && e.offset() <= length, e::getMessage);
    }
  }

  @Property
  void randomBytes(@ForAll @Size(max = 40) byte[] frame) {
    try {
      MessageReader.readAll(frame);
    } catch (DecodeException expected) {
      assertTrue(expected.offset() <= frame.length);
    }
  }
}
