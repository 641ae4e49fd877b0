/** Not API: the tree node behind every shared type and its position index. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.type;
