/** Positions, snapshots, delete sets and user data of Yjs and ycrdt say the same. */
@NullMarked
package dev.ycrdt.interop.positions;

import org.jspecify.annotations.NullMarked;
