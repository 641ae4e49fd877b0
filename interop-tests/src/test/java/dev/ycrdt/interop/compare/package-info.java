/** Compares what the two mirrors recorded and reports the first difference. */
@NullMarked
package dev.ycrdt.interop.compare;

import org.jspecify.annotations.NullMarked;
