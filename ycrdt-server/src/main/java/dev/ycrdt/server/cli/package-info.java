/** The command line of the server. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server.cli;
