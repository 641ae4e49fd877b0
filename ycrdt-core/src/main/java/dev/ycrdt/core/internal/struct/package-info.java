/** Not API: items, deleted ranges, gaps and the kinds of content. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.struct;
