package dev.ycrdt.core.internal.undo;

import dev.ycrdt.core.Transaction;
import dev.ycrdt.core.internal.struct.Item;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The options of an undo manager.
 *
 * @param captureTimeout how many milliseconds after a change the next one still belongs to its step
 * @param clock tells the milliseconds
 * @param captures says whether a transaction is captured
 * @param mayDelete says whether an item may be deleted when its insertion is undone
 * @param ignoresRemoteMapChanges whether an entry that others have set since is overwritten
 */
public record UndoSettings(
    long captureTimeout,
    LongSupplier clock,
    Predicate<Transaction> captures,
    Predicate<Item> mayDelete,
    boolean ignoresRemoteMapChanges) {}
