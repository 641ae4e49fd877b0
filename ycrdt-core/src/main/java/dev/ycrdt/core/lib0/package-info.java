/** Byte and JSON encodings of lib0, for the project's own modules only. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.lib0;
