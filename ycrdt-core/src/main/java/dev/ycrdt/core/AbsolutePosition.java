package dev.ycrdt.core;

import dev.ycrdt.core.type.SharedType;

/**
 * Where a {@link RelativePosition} is now.
 *
 * <p>Source: Yjs {@code AbsolutePosition}.
 *
 * @param type the type that the position is in; it may have been deleted meanwhile
 * @param index 0 to the length of the type, inclusive; UTF-16 code units in text, elements in lists
 * @param assoc the association of the relative position
 */
public record AbsolutePosition(SharedType type, int index, int assoc) {}
