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

  private final long before = THREADS.getCurrentThreadAllocatedBytes();

  AllocationBudget() {}

  /** Fails if more was allocated since the construction than any small input may cost. */
  void check(String what) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
    if (allocated > MAX_BYTES) {
      throw new AssertionError(what + " allocated " + allocated + " bytes");
    }
  }
}
