/** The command line of the server. */
@NullMarked
package dev.ycrdt.server.cli;

import org.jspecify.annotations.NullMarked;
