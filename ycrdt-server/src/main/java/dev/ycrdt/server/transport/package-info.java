/** WebSocket and HTTP: the only package that uses Java-WebSocket. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server.transport;
