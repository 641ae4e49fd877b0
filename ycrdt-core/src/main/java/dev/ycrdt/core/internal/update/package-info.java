/** Not API: updates from and to bytes. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.update;
