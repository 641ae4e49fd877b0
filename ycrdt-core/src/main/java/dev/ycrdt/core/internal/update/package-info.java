/** Not API: from bytes to checked structs, and back. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.update;
