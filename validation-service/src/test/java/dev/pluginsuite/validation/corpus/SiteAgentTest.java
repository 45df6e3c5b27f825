package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.agent.disk.FileDisk;
import dev.pluginsuite.agent.reconcile.Archive;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.archive.ArchiveReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is let through, every site unpacks, and into the files that were read: by its own code. */
class SiteAgentTest {
  private static final int TRIES = 600;
  private static final List<String> ODD =
      List.of(
          "a", "A", "b", ".", "/", "/", "\u00e9", "e\u0301", "\u0130", "i", "\ufffd", "~",
          "\u03c2");

  @TempDir Path home;

  private final ArchiveReader reader = new ArchiveReader(ArchiveLimits.DEFAULT);
  private final Random random = new Random(17);

  static Stream<Arguments> harmless() throws IOException {
    return HarmlessArchiveTest.packages();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("harmless")
  void harmless_packages_are_unpacked_at_sites(String name, byte[] bytes) throws IOException {
    assertThat(unpacked(bytes)).as(name).isEqualTo(filesOf(bytes));
  }

  @Test
  void archives_with_odd_names_that_are_let_through_are_unpacked_at_sites() throws IOException {
    var letThrough = 0;
    for (var i = 0; i < TRIES; i++) {
      var tar = good().file(oddName(), "1").file(oddName(), "2").folder(oddName() + "/");

      if (isLetThrough(tar.packed())) {
        letThrough++;
        assertThat(unpacked(tar.packed())).isEqualTo(filesOf(tar.packed()));
      }
    }
    assertThat(letThrough).isBetween(TRIES / 60, TRIES / 2);
  }

  @Test
  void archives_with_odd_attributes_that_are_let_through_are_unpacked_at_sites()
      throws IOException {
    var letThrough = 0;
    for (var i = 0; i < TRIES; i++) {
      var records = oddRecord() + oddRecord();
      var tar = i % 2 == 0 ? good().pax(records) : good().extended('g', records);
      var bytes = tar.file("x", "x").packed();

      if (isLetThrough(bytes)) {
        letThrough++;
        assertThat(unpacked(bytes)).as(records).isEqualTo(filesOf(bytes));
      }
    }
    assertThat(letThrough).isBetween(TRIES / 60, TRIES / 2);
  }

  /** Case and accents as the agent tells them apart: whatever is one name there, clashes here. */
  @Test
  void names_that_are_one_to_an_agent_are_one_here() {
    var byKey = new HashMap<String, Set<String>>();
    IntStream.rangeClosed(0xA0, Character.MAX_CODE_POINT)
        .filter(it -> Character.isLetter(it) || Character.getType(it) == Character.NON_SPACING_MARK)
        .mapToObj(Character::toString)
        .forEach(it -> byKey.computeIfAbsent(keyAtSites(it), key -> new TreeSet<>()).add(it));

    var taken =
        byKey.values().stream()
            .filter(it -> it.size() > 1)
            .filter(it -> isLetThrough(it.stream().map("x"::concat).toList()))
            .toList();

    assertThat(taken).isEmpty();
  }

  private static String keyAtSites(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private boolean isLetThrough(List<String> names) {
    var tar = good();
    names.forEach(it -> tar.file(it, "x"));
    return isLetThrough(tar.packed());
  }

  private boolean isLetThrough(byte[] bytes) {
    try {
      return reader.read(new ByteArrayInputStream(bytes)).findings().isEmpty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> filesOf(byte[] bytes) throws IOException {
    return reader.read(new ByteArrayInputStream(bytes)).files();
  }

  private Set<String> unpacked(byte[] bytes) throws IOException {
    var disk = new FileDisk(home);
    var release = new Release("plugin", "1.0.0", Mpk.sha256(bytes));
    if (!disk.releases().contains(release)) {
      disk.unpack(release, new Downloaded(bytes));
    }
    var folder = Path.of(disk.path(release));
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(it -> folder.relativize(it).toString())
          .collect(Collectors.toSet());
    }
  }

  private String oddName() {
    return IntStream.rangeClosed(0, random.nextInt(5))
        .mapToObj(it -> ODD.get(random.nextInt(ODD.size())))
        .collect(Collectors.joining());
  }

  private String oddRecord() {
    var keys =
        List.of(
            "mtime",
            "atime",
            "ctime",
            "LIBARCHIVE.creationtime",
            "uid",
            "gid",
            "uname",
            "size",
            "charset",
            "hdrcharset",
            "comment",
            "SCHILY.devmajor",
            "SCHILY.devminor",
            "SCHILY.filetype",
            "SCHILY.realsize",
            "SCHILY.xattr.user.x",
            "GNU.sparse.name");
    var values =
        List.of(
            "1", "0", "", "-1", "1.5", "-1.5", "1e9", "99999999999999999999", "x", "sparse", "1.");
    return RawTar.record(
        keys.get(random.nextInt(keys.size())), values.get(random.nextInt(values.size())));
  }

  private static final class Downloaded implements Archive {
    private final byte[] bytes;

    Downloaded(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public String sha256() {
      return Mpk.sha256(bytes);
    }

    @Override
    public void close() {}
  }
}
