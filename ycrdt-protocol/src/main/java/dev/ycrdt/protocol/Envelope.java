package dev.ycrdt.protocol;

/** The message types of the y-websocket envelope; a frame starts with one of them as a varUint. */
final class Envelope {
  static final int SYNC = 0;
  static final int AWARENESS = 1;
  static final int AUTH = 2;
  static final int QUERY_AWARENESS = 3;

  private Envelope() {}
}
