/** The room server, to be started from Java. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server;
