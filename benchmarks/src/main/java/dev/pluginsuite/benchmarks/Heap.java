package dev.pluginsuite.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.stream.Stream;

/** The heap of this process, in MiB. */
final class Heap {
  private static final double MIB = 1 << 20;

  private Heap() {}

  /** What is in use after a collection; from here on the most is counted anew. */
  static double collected() {
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    return pools().mapToLong(it -> it.getUsage().getUsed()).sum() / MIB;
  }

  /** The most that was in use, garbage included, since it was last collected here. */
  static double most() {
    return pools().mapToLong(it -> it.getPeakUsage().getUsed()).sum() / MIB;
  }

  private static Stream<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP);
  }
}
