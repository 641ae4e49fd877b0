package dev.ycrdt.core;

/**
 * An observation that ends when it is closed. Closing it again does nothing. Safe for use by any
 * thread; a call that is under way on another thread may still be completed.
 */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  @Override
  void close();
}
