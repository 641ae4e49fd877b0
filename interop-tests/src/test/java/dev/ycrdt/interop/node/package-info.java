/** Node child processes. */
@NullMarked
package dev.ycrdt.interop.node;

import org.jspecify.annotations.NullMarked;
