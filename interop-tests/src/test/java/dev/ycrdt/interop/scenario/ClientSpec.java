package dev.ycrdt.interop.scenario;

/**
 * One document of a scenario.
 *
 * @param id the client id, up to 2^53 - 1
 * @param observed whether the root types have observers; reading a text event's delta edits the
 *     document, so both cases matter
 */
public record ClientSpec(long id, boolean gc, boolean observed) {}
