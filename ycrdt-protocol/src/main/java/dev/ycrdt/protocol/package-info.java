/** Messages and small state machines of Yjs providers, over byte arrays. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.protocol;
