/** Undo managers of Yjs and ycrdt run the same scenarios. */
@NullMarked
package dev.ycrdt.interop.undo;

import org.jspecify.annotations.NullMarked;
