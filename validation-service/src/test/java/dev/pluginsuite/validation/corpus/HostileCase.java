package dev.pluginsuite.validation.corpus;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A package that has to be refused, and why.
 *
 * @param content made when it is read, so that no two of them are in memory at once
 * @param rules ids of all that it breaks, in the order of the alphabet, with commas between
 * @param says what one of the messages has in it: a rule may have more than one reason
 */
record HostileCase(
    String name, Supplier<InputStream> content, ArchiveLimits limits, String rules, String says) {

  static HostileCase of(String name, Supplier<RawTar> tar, String rules, String says) {
    return packed(name, () -> tar.get().packed(), rules, says);
  }

  static HostileCase packed(String name, Supplier<byte[]> bytes, String rules, String says) {
    return streamed(name, () -> new ByteArrayInputStream(bytes.get()), rules, says);
  }

  static HostileCase streamed(
      String name, Supplier<InputStream> content, String rules, String says) {
    return new HostileCase(name, content, ArchiveLimits.DEFAULT, rules, says);
  }

  HostileCase within(ArchiveLimits otherLimits) {
    return new HostileCase(name, content, otherLimits, rules, says);
  }

  @Override
  public String toString() {
    return name;
  }
}
