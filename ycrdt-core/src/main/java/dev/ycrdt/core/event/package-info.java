/** What observers are told: events, deltas and key changes. */
@org.jspecify.annotations.NullMarked
package dev.ycrdt.core.event;
