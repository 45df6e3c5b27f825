package dev.pluginsuite.installation.resolution;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Some of what can become of a plugin. Bit 0 is its absence, the others are its candidates, in the
 * order in which they are preferred.
 */
final class VersionSet {
  static final int ABSENT = 0;

  private final int size;
  private final long[] words;

  private VersionSet(int size, long[] words) {
    this.size = size;
    this.words = words;
  }

  static VersionSet where(int size, IntPredicate contained) {
    var words = new long[(size + Long.SIZE - 1) / Long.SIZE];
    IntStream.range(0, size)
        .filter(contained)
        .forEach(it -> words[it / Long.SIZE] |= 1L << (it % Long.SIZE));
    return new VersionSet(size, words);
  }

  VersionSet and(VersionSet other) {
    var both = new long[words.length];
    Arrays.setAll(both, it -> words[it] & other.words[it]);
    return new VersionSet(size, both);
  }

  VersionSet or(VersionSet other) {
    var either = new long[words.length];
    Arrays.setAll(either, it -> words[it] | other.words[it]);
    return new VersionSet(size, either);
  }

  VersionSet not() {
    return where(size, it -> !contains(it));
  }

  boolean contains(int bit) {
    return (words[bit / Long.SIZE] >>> (bit % Long.SIZE) & 1) != 0;
  }

  boolean isWithin(VersionSet other) {
    for (var i = 0; i < words.length; i++) {
      if ((words[i] & ~other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  boolean meets(VersionSet other) {
    for (var i = 0; i < words.length; i++) {
      if ((words[i] & other.words[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  boolean isEverything() {
    return count() == size;
  }

  boolean isNothing() {
    return count() == 0;
  }

  int count() {
    var count = 0;
    for (var word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  IntStream bits() {
    return IntStream.range(0, size).filter(this::contains);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VersionSet it && it.size == size && Arrays.equals(it.words, words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return Arrays.toString(bits().toArray());
  }
}
