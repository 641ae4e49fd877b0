/**
 * The byte and text encodings that Yjs takes from lib0, and JavaScript's rules for plain values.
 *
 * <p>Visible to the modules of this project only; not part of the public API.
 */
@NullMarked
package dev.ycrdt.core.lib0;

import org.jspecify.annotations.NullMarked;
