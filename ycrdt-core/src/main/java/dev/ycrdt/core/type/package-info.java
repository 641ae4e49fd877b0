/** The shared types a document holds: text, arrays, maps and XML. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.type;
