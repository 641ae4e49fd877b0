/** The room server, to be started from Java or, by {@code dev.ycrdt.server.cli}, from a shell. */
@NullMarked
package dev.ycrdt.server;

import org.jspecify.annotations.NullMarked;
