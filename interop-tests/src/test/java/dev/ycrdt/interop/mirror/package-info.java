/**
 * Runs scenarios, once on the real Yjs in a Node process and once on ycrdt, and records what
 * happened.
 */
@NullMarked
package dev.ycrdt.interop.mirror;

import org.jspecify.annotations.NullMarked;
