package dev.ycrdt.core;

import dev.ycrdt.core.internal.update.StructRef;
import dev.ycrdt.core.internal.update.bytes.DeleteRanges;
import dev.ycrdt.core.internal.update.bytes.StructScanner;
import dev.ycrdt.core.lib0.AnyCodec;
import dev.ycrdt.core.lib0.ByteReader;
import dev.ycrdt.core.lib0.ByteWriter;
import dev.ycrdt.core.lib0.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * An update taken apart into one line per clock, so that updates can be compared whatever the
 * borders of their structs are. A unit inside a struct has the unit before it as its origin, as it
 * would after a split. Skips have no lines.
 */
final class UpdateUnits {
  private final byte[] update;
  private final StructScanner structs;
  private final List<String> lines = new ArrayList<>();

  private UpdateUnits(byte[] update) {
    this.update = update;
    this.structs = new StructScanner(new ByteReader(update), DecodeLimits.trusted());
  }

  static List<String> of(byte[] update) {
    UpdateUnits units = new UpdateUnits(update);
    units.addStructs();
    units.addDeletes();
    return units.lines;
  }

  private void addStructs() {
    while (structs.next()) {
      if (structs.ref() != StructRef.SKIP) {
        List<String> contents = contents();
        for (int i = 0; i < structs.clockLength(); i++) {
          String place = structs.client() + ":" + (structs.clock() + i);
          lines.add(place + " " + structs.ref() + " " + position(i) + " " + contents.get(i));
        }
      }
    }
  }

  private String position(int offset) {
    if (structs.ref() == StructRef.GC) {
      return "";
    }
    String right =
        structs.hasRightOrigin()
            ? structs.rightOriginClient() + ":" + structs.rightOriginClock()
            : "none";
    if (offset > 0) {
      return structs.client() + ":" + (structs.clock() + offset - 1) + " " + right;
    }
    String left =
        structs.hasOrigin() ? structs.originClient() + ":" + structs.originClock() : parent();
    return left + " " + right;
  }

  private String parent() {
    int from = structs.from() + 1;
    return structs.hasRightOrigin() ? "none" : hex(from, structs.contentFrom());
  }

  private List<String> contents() {
    return switch (structs.ref()) {
      case StructRef.STRING ->
          reader().readVarString().chars().mapToObj(Integer::toHexString).toList();
      case StructRef.ANY, StructRef.JSON -> values();
      case StructRef.GC, StructRef.DELETED -> Collections.nCopies(structs.clockLength(), "");
      default -> List.of(hex(structs.contentFrom(), structs.to()));
    };
  }

  private List<String> values() {
    ByteReader in = reader();
    List<String> values = new ArrayList<>();
    for (int left = in.readCount("values", 1); left > 0; left--) {
      values.add(structs.ref() == StructRef.ANY ? any(in) : json(in.readVarString()));
    }
    return values;
  }

  private static String any(ByteReader in) {
    ByteWriter out = new ByteWriter();
    AnyCodec.write(out, AnyCodec.read(in, DecodeLimits.trusted()));
    return HexFormat.of().formatHex(out.toByteArray());
  }

  private static String json(String text) {
    return text.equals("undefined")
        ? text
        : JsonText.stringify(JsonText.parse(text, DecodeLimits.trusted()));
  }

  private ByteReader reader() {
    int from = structs.contentFrom();
    return new ByteReader(update, from, structs.to() - from);
  }

  private String hex(int from, int to) {
    return HexFormat.of().formatHex(update, from, to);
  }

  private void addDeletes() {
    DeleteRanges deletes = new DeleteRanges();
    deletes.readV1(structs.reader(), DecodeLimits.trusted());
    DeleteRanges merged = deletes.merged();
    for (int row = 0; row < merged.size(); row++) {
      lines.add(
          "deleted "
              + merged.client(row)
              + ":"
              + merged.clock(row)
              + "+"
              + merged.clockLength(row));
    }
  }
}
