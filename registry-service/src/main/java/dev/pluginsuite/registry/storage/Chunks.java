package dev.pluginsuite.registry.storage;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The digests of an object's parts, found while the whole of it was verified: with them a part can
 * be verified without the rest.
 */
final class Chunks {
  /** 4 KiB of digests for 32 MiB, and at most this much read beside what was asked for. */
  static final int SIZE = 256 * 1024;

  private final String checksum;
  private final byte[] digests;

  private Chunks(String checksum, byte[] digests) {
    this.checksum = checksum;
    this.digests = digests;
  }

  /** Reads to the end; fails as the stream does when it is not what it should be. */
  static Chunks of(StoredContent content, InputStream verified) throws IOException {
    int count = (int) ((content.size() + SIZE - 1) / SIZE);
    var digests = new byte[count * Sha256.LENGTH];
    var chunk = new byte[SIZE];
    for (int i = 0; i < count; i++) {
      int length = verified.readNBytes(chunk, 0, SIZE);
      System.arraycopy(digest(chunk, length), 0, digests, i * Sha256.LENGTH, Sha256.LENGTH);
    }
    if (verified.read() >= 0) {
      throw new CorruptContentException(content.checksum());
    }
    return new Chunks(content.checksum(), digests);
  }

  String checksum() {
    return checksum;
  }

  /** In bytes. */
  int weight() {
    return digests.length;
  }

  boolean isRight(long start, byte[] chunk, int length) {
    int at = (int) (start / SIZE) * Sha256.LENGTH;
    var expected = Arrays.copyOfRange(digests, at, at + Sha256.LENGTH);
    return MessageDigest.isEqual(expected, digest(chunk, length));
  }

  long startOfChunk(long position) {
    return position / SIZE * SIZE;
  }

  long endOfChunk(long position) {
    return startOfChunk(position) + SIZE;
  }

  private static byte[] digest(byte[] chunk, int length) {
    var digest = Sha256.digest();
    digest.update(chunk, 0, length);
    return digest.digest();
  }
}
