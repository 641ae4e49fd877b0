/** The messages that Yjs providers exchange. */
module dev.ycrdt.protocol {
  requires transitive dev.ycrdt.core;
  requires static transitive org.jspecify;

  exports dev.ycrdt.protocol;
}
