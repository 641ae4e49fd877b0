/** The WebSocket room server. */
module dev.ycrdt.server {
  requires ch.qos.logback.classic;
  requires com.fasterxml.jackson.databind;
  requires transitive dev.ycrdt.protocol;
  requires info.picocli;
  requires java.net.http;
  requires transitive java.sql;
  requires org.java_websocket;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.ycrdt.server;
  exports dev.ycrdt.server.room;
  exports dev.ycrdt.server.store;

  opens dev.ycrdt.server.cli to
      info.picocli;
}
