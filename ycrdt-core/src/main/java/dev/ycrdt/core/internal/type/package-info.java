/** Not API: the state behind the shared types, and the algorithms that change it. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.type;
