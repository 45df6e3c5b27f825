package dev.pluginsuite.validation.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.validation.Mpk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** Whatever the bytes, there is a reading; and what is let through, others read as we did. */
class MutatedArchiveTest {
  private static final int TRIES = 2_000;

  private final Random random = new Random(79);
  private final ArchiveReader reader = new ArchiveReader(ArchiveLimits.DEFAULT);

  @Test
  void mutated_packages_are_read_or_refused_and_always_hashed() throws IOException {
    var original = Mpk.good().bytes();
    for (var i = 0; i < TRIES; i++) {
      var bytes = mutated(original);

      var reading = reader.read(new ByteArrayInputStream(bytes));

      assertThat(reading.sha256()).isEqualTo(Mpk.sha256(bytes));
      assertThat(reading.complete() || !reading.findings().isEmpty()).isTrue();
    }
  }

  @Test
  void a_mutated_archive_that_is_let_through_is_read_alike_by_another_reader() throws IOException {
    var original =
        Mpk.good()
            .file("long/".repeat(25) + "ä.js", "x")
            .withGnuLongNames()
            .file("gnu/".repeat(30) + "x.js", "y")
            .tar();
    var letThrough = 0;
    for (var i = 0; i < TRIES; i++) {
      var bytes = Mpk.gzip(Mpk.withGoodChecksums(mutated(original)));

      var reading = reader.read(new ByteArrayInputStream(bytes));

      if (reading.findings().isEmpty()) {
        letThrough++;
        assertThat(ours(reading)).isEqualTo(theirs(bytes));
      }
    }
    assertThat(letThrough).isGreaterThan(TRIES / 20);
  }

  private byte[] mutated(byte[] original) {
    var bytes = original.clone();
    for (var count = 1 + random.nextInt(3); count > 0; count--) {
      var at = random.nextInt(bytes.length);
      switch (random.nextInt(8)) {
        case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(2_000));
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 512), (byte) 0);
        case 3 -> bytes[at] = (byte) "0123457xgLKS5/. \0".charAt(random.nextInt(17));
        default -> bytes[at] = (byte) random.nextInt(256);
      }
    }
    return bytes;
  }

  private static Set<String> ours(ArchiveReading reading) {
    var entries = new TreeSet<String>();
    reading.entries().forEach(it -> entries.add(it.path() + " " + it.kind() + " " + it.size()));
    return entries;
  }

  private static Set<String> theirs(byte[] bytes) throws IOException {
    var entries = new TreeSet<String>();
    try (var tar =
        new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)), "UTF-8")) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var kind = entry.isDirectory() ? "FOLDER" : "FILE";
        var path = entry.getName().replaceAll("(^|/)(\\./|/)+", "$1").replaceFirst("/$", "");
        if (!path.isEmpty()) {
          entries.add(path + " " + kind + " " + entry.getSize());
        }
      }
    }
    return entries;
  }
}
