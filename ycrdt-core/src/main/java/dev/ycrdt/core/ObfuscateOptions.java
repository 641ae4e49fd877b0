package dev.ycrdt.core;

/**
 * What {@link Updates#obfuscate(byte[], ObfuscateOptions)} replaces beside texts and values, which
 * it always does. Immutable and safe for use by any thread.
 *
 * <p>Source: Yjs {@code ObfuscatorOptions}.
 *
 * @param formatting whether names and values of text attributes are replaced
 * @param subdocs whether guids and options of subdocuments are replaced
 * @param yxml whether names of XML elements and hooks are replaced
 */
public record ObfuscateOptions(boolean formatting, boolean subdocs, boolean yxml) {

  /** Replaces everything; the default of Yjs. */
  public static final ObfuscateOptions ALL = new ObfuscateOptions(true, true, true);
}
