/** The Yjs document CRDT in Java. */
@SuppressWarnings("module") // The modules that lib0 is exported to are built after this one.
module dev.ycrdt.core {
  requires static transitive org.jspecify;

  exports dev.ycrdt.core;
  exports dev.ycrdt.core.type;
  exports dev.ycrdt.core.event;
  exports dev.ycrdt.core.lib0 to
      dev.ycrdt.protocol,
      dev.ycrdt.server;
}
