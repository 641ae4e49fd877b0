package dev.ycrdt.core.internal.update.bytes;

/** In which form the bytes of one struct lie together. */
enum StructForm {

  /** As in an update of format V1. */
  V1,

  /**
   * As in format V1, but for what that format cannot hold: embeds and attribute values are any
   * values instead of JSON texts, and a string may contain half a surrogate pair, which takes three
   * bytes (see {@link Wtf8}). Structs of format V2, whose fields lie in ten streams, are brought
   * into this form; nobody else writes it, so that it is not checked again.
   */
  GATHERED
}
