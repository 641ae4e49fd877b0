package dev.ycrdt.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much one input may make this thread allocate. A count of bytes stands for time as well: it
 * does not depend on the load of the machine, and an attack on time that allocates nothing ends in
 * the fuzzer's own timeout.
 */
final class AllocationBudget {
  private static final long MAX_BYTES = 64L << 20;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private AllocationBudget() {}

  /**
   * Runs {@code input}. Fails if it allocates more than a small input may, twice: the first time
   * classes may be loaded and instrumented.
   */
  static void run(Runnable input) {
    if (allocatedBy(input) > MAX_BYTES) {
      long allocated = allocatedBy(input);
      if (allocated > MAX_BYTES) {
        throw new AssertionError(allocated + " bytes allocated");
      }
    }
  }

  private static long allocatedBy(Runnable input) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    input.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
