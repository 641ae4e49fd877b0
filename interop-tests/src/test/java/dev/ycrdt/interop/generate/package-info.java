/** jqwik generators for scenarios. */
@NullMarked
package dev.ycrdt.interop.generate;

import org.jspecify.annotations.NullMarked;
