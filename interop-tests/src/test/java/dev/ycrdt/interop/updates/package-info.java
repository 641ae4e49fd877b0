/** Yjs and ycrdt work on the same updates without a document. */
@NullMarked
package dev.ycrdt.interop.updates;

import org.jspecify.annotations.NullMarked;
