/** Not API: what an undo manager remembers, and how it takes changes back. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.undo;
