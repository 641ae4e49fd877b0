/** Not API: the state of a document, its transactions and what happens when one ends. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.transaction;
