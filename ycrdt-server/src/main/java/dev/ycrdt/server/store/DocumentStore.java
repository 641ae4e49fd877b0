package dev.ycrdt.server.store;

import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps the documents of rooms as an append-only log of V1 updates per room.
 *
 * <p>Calls block and are thread-safe. The server calls {@link #append} from one thread only ({@link
 * GroupCommit}) and the other methods from a few background threads, never from the thread that
 * runs a room.
 *
 * <p><b>When something fails.</b> Every method throws {@link StoreException} and leaves what was
 * stored before as it was. A failed {@code append} has stored none of its entries, or all of them
 * if only the confirmation was lost; it may be repeated, because applying an update twice has no
 * effect. A failed {@code load} tells nothing about the room: it must not be taken for an empty
 * one. After a failure the store stays usable and works again when the cause is gone.
 */
public interface DocumentStore extends AutoCloseable {
  /**
   * Appends all entries in one commit, in order. When this returns they are durable to the degree
   * that the store promises.
   *
   * @param entries updates of any number of rooms; a room that is not stored yet is created
   * @throws StoreException if the commit failed
   */
  void append(List<LogEntry> entries);

  /**
   * Reads everything stored about a room. A record whose checksum does not fit is set aside, where
   * it no longer disturbs but can still be examined, is reported in one log line, and the rest is
   * returned.
   *
   * @param room the room's name
   * @return the document, empty if the room is not stored
   * @throws StoreException if the room could not be read
   */
  StoredDocument load(String room);

  /**
   * Replaces the records of a room by one snapshot of the same effect. Updates appended meanwhile
   * stay behind it. Does nothing if the room has fewer than two records.
   *
   * @param room the room's name
   * @throws StoreException if records could not be read, merged or replaced; they are then
   *     unchanged
   */
  void compact(String room);

  /**
   * Replaces the records of a room by a snapshot that the caller makes of the document it has in
   * memory, which leaves out what the document has forgotten. Updates appended meanwhile stay
   * behind it. Does nothing if the room has fewer than two records.
   *
   * @param room the room's name
   * @param snapshot called at most once, after it is settled which records are replaced; must
   *     return a V1 update that contains all records appended before this call
   * @throws StoreException if the records could not be replaced; they are then unchanged
   */
  void compact(String room, Supplier<byte[]> snapshot);

  /**
   * Removes a room with all its records, those set aside included.
   *
   * @param room the room's name
   * @return true if something was stored
   * @throws StoreException if it could not be removed
   */
  boolean delete(String room);

  /**
   * Lists the stored rooms, ordered by name.
   *
   * @return one line per room that has records
   * @throws StoreException if the list could not be read
   */
  List<StoredRoom> rooms();

  /** Releases files and connections; further calls throw {@link StoreException}. Idempotent. */
  @Override
  void close();
}
