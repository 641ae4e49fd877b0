/** Not API: the commit of a transaction. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.internal.transaction;
