/**
 * Work on encoded updates that needs no document: merge, diff, state vector, meta, compact.
 *
 * <p>One {@link dev.ycrdt.core.internal.update.bytes.StructScanner} walks and validates an update.
 * Merging lays the structs of all updates out as rows of int columns ({@code StructRows}), lets
 * {@code StructMerge} choose what is written, and copies the byte ranges of the sources. The
 * choosing classes ({@code StructMerge}, {@code ReaderQueue}, {@code StructDiff}, {@code
 * StateVectorScan}) see clients, clocks and lengths only, never bytes, so that they serve every
 * wire format.
 */
@NullMarked
package dev.ycrdt.core.internal.update.bytes;

import org.jspecify.annotations.NullMarked;
