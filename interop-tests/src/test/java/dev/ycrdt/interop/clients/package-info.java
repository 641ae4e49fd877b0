/** Real Yjs providers against the real server. */
@NullMarked
package dev.ycrdt.interop.clients;

import org.jspecify.annotations.NullMarked;
