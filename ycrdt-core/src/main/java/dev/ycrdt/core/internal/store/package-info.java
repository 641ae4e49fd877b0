/** Not API: the structs of a document, how new ones find their place, and what cleans up after. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.store;
