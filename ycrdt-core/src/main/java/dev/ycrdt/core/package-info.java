/** The document, its transactions, updates and state vectors. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core;
