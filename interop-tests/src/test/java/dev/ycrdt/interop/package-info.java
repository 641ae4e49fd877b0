/** Tests that judge ycrdt by the npm packages of Yjs. */
@NullMarked
package dev.ycrdt.interop;

import org.jspecify.annotations.NullMarked;
