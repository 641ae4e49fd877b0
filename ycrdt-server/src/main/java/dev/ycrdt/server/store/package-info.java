/** Where documents are kept. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server.store;
