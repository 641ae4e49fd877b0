package dev.ycrdt.core;

/**
 * JavaScript's {@code undefined} as a value inside a document.
 *
 * <p>Yjs keeps {@code undefined} and {@code null} apart: a list may hold either, and both travel
 * with a tag of their own. {@code null} stands for JavaScript's {@code null}, {@link #INSTANCE} for
 * {@code undefined}. Safe for use by any thread.
 */
public enum Undefined {
  /** The only value. */
  INSTANCE;

  /** {@return {@code "undefined"}, as JavaScript's string conversion does} */
  @Override
  public String toString() {
    return "undefined";
  }
}
