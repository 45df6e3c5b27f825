package dev.pluginsuite.registry.testing;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;

/** So many bytes that are nowhere kept and that no server can compress away. */
public final class GeneratedBytes extends InputStream {
  private static final int SAMPLES = 4;

  private final boolean measuring;
  private final byte[] block = new byte[64 * 1024];
  private final long size;
  private long position;
  private long heap;

  public GeneratedBytes(long size) {
    this(size, false);
  }

  /** Notes on the way how full the heap is after a collection, which takes its time. */
  public static GeneratedBytes measuring(long size) {
    return new GeneratedBytes(size, true);
  }

  private GeneratedBytes(long size, boolean measuring) {
    this.size = size;
    this.measuring = measuring;
    new SplittableRandom(size).nextBytes(block);
  }

  public long size() {
    return size;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position == size) {
      return -1;
    }
    int at = (int) (position % block.length);
    int count = (int) Math.min(Math.min(length, block.length - at), size - position);
    System.arraycopy(block, at, buffer, offset, count);
    long step = size / SAMPLES + 1;
    if (measuring && position / step != (position + count) / step) {
      heap = Math.max(heap, heapInUse());
    }
    position += count;
    return count;
  }

  /** The most that was in use after a collection while this was read and measured. */
  public long heap() {
    return heap;
  }

  public static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
