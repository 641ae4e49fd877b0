/**
 * Work on encoded updates that needs no document: merge, diff, state vector, meta, compact,
 * convert, obfuscate.
 *
 * <p>One {@link dev.ycrdt.core.internal.update.bytes.StructScanner} walks and validates an update.
 * In format V1 it reads each struct where it stands. In format V2 a struct is spread over streams,
 * so {@code StructReaderV2} gathers it into one piece of the same layout first ({@code
 * StructForm.GATHERED}), in which strings may hold half surrogate pairs ({@code Wtf8}). {@code
 * StructSource} and {@code StructWriter} are all that a format has of its own.
 *
 * <p>Merging lays the structs of all updates out as rows of int columns ({@code StructRows}), lets
 * {@code StructMerge} choose what is written, and copies the byte ranges of the sources. The
 * choosing classes ({@code StructMerge}, {@code ReaderQueue}, {@code StructDiff}, {@code
 * StateVectorScan}) see clients, clocks and lengths only, never bytes, so that they serve every
 * wire format.
 */
@NullMarked
package dev.ycrdt.core.internal.update.bytes;

import org.jspecify.annotations.NullMarked;
