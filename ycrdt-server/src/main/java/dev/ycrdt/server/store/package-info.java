/**
 * Where documents live between two lives of a room: an append-only log of updates per room,
 * compacted now and then.
 *
 * <p>{@link dev.ycrdt.server.store.DocumentStore} is the interface to implement for another
 * database; {@link dev.ycrdt.server.store.GroupCommit} turns its blocking calls into batches on one
 * writer thread, so that no room ever waits for a disk.
 */
@NullMarked
package dev.ycrdt.server.store;

import org.jspecify.annotations.NullMarked;
