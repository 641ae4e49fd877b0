/** Not API: the structs of a document, their integration, merging and collection. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.store;
