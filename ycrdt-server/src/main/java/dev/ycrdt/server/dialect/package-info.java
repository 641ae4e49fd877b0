/** Which protocol a connection speaks. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.server.dialect;
