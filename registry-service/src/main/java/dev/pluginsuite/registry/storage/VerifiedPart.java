package dev.pluginsuite.registry.storage;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * A part of an object: reads the chunks that it lies in and hands out nothing of a chunk that is
 * not right. Holds one chunk in memory.
 */
final class VerifiedPart extends InputStream {
  private final InputStream chunksOnwards;
  private final Chunks known;
  private final long end;
  private final Runnable onMismatch;
  private final byte[] chunk = new byte[Chunks.SIZE];
  private long position;
  private long chunkStart;
  private long chunkEnd;

  /**
   * @param chunksOnwards from the start of the chunk that {@code from} is in
   */
  VerifiedPart(
      InputStream chunksOnwards, Chunks known, long from, long length, Runnable onMismatch) {
    this.chunksOnwards = chunksOnwards;
    this.known = known;
    this.position = from;
    this.end = from + length;
    this.chunkEnd = known.startOfChunk(from);
    this.onMismatch = onMismatch;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (position == end) {
      return length == 0 ? 0 : -1;
    }
    if (position >= chunkEnd) {
      next();
    }
    int count = (int) Math.min(length, Math.min(chunkEnd, end) - position);
    System.arraycopy(chunk, (int) (position - chunkStart), buffer, offset, count);
    position += count;
    return count;
  }

  private void next() throws IOException {
    int length = chunksOnwards.readNBytes(chunk, 0, Chunks.SIZE);
    if (length == 0) {
      throw new EOFException();
    }
    chunkStart = chunkEnd;
    chunkEnd = chunkStart + length;
    if (!known.isRight(chunkStart, chunk, length)) {
      onMismatch.run();
      throw new CorruptContentException(known.checksum());
    }
  }

  @Override
  public void close() throws IOException {
    chunksOnwards.close();
  }
}
