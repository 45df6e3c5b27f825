package dev.pluginsuite.validation.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each trick is refused, by the rule that is about it. */
class HostileArchiveTest {
  private static final ArchiveLimits SMALL = new ArchiveLimits(64 * 1024, 4 * 1024 * 1024, 100, 50);

  static Stream<Arguments> tricks() {
    return Stream.of(
        arguments("absolute path", Mpk.good().file("/etc/passwd", "x"), "archive-absolute-path"),
        arguments("drive letter", Mpk.good().file("C:/x", "x"), "archive-absolute-path"),
        arguments("UNC path", Mpk.good().file("\\\\host\\x", "x"), "archive-absolute-path"),
        arguments("parent", Mpk.good().file("../x", "x"), "archive-path-traversal"),
        arguments("inner parent", Mpk.good().file("a/../../x", "x"), "archive-path-traversal"),
        arguments("Windows parent", Mpk.good().file("a\\..\\..\\x", "x"), "archive-path-traversal"),
        arguments("parent folder", Mpk.good().folder(".."), "archive-path-traversal"),
        arguments("same name", Mpk.good().file("README.md", "x"), "archive-duplicate-name"),
        arguments("same by dot", Mpk.good().file("./README.md", "x"), "archive-duplicate-name"),
        arguments(
            "same by slash", Mpk.good().file("dist//index.js", "x"), "archive-duplicate-name"),
        arguments(
            "second manifest", Mpk.good().file("manifest.json", "x"), "archive-duplicate-name"),
        arguments("file as folder", Mpk.good().file("README.md/x", "x"), "archive-duplicate-name"),
        arguments("folder as file", Mpk.good().file("dist", "x"), "archive-duplicate-name"),
        arguments("case clash", Mpk.good().file("readme.MD", "x"), "archive-case-clash"),
        arguments("folder case clash", Mpk.good().file("Dist/x.js", "x"), "archive-case-clash"),
        arguments(
            "same accents",
            Mpk.good().file("\u00e9", "1").file("e\u0301", "2"),
            "archive-case-clash"),
        arguments("Latin-1 name", Mpk.inLatin1().file("caf\u00e9", "x"), "archive-name-encoding"),
        arguments("trailing dot", Mpk.good().file("x.", "x"), "archive-name-ending"),
        arguments("trailing space", Mpk.good().file("x /y", "x"), "archive-name-ending"),
        arguments("three dots", Mpk.good().file(".../y", "x"), "archive-name-ending"),
        arguments("line break", Mpk.good().file("a\nb", "x"), "archive-name-character"),
        arguments("stream", Mpk.good().file("ab:c", "x"), "archive-name-character"),
        arguments("device name", Mpk.good().file("lib/con.js", "x"), "archive-name-character"),
        arguments("direction", Mpk.good().file("a\u202egpj.exe", "x"), "archive-name-character"),
        arguments(
            "long name",
            Mpk.good().file("a/".repeat(20) + "n".repeat(256), "x"),
            "archive-name-length"),
        arguments("deep name", Mpk.good().file("a/".repeat(40) + "n", "x"), "archive-name-length"),
        arguments("link out", Mpk.good().symlink("l", "../../etc/passwd"), "archive-link-escape"),
        arguments("absolute link", Mpk.good().symlink("l", "/etc/passwd"), "archive-link-escape"),
        arguments("link to folder", Mpk.good().symlink("l", "dist"), "archive-link-escape"),
        arguments("link to package", Mpk.good().symlink("l", "."), "archive-link-escape"),
        arguments("link to nothing", Mpk.good().symlink("l", "nowhere"), "archive-link-escape"),
        arguments(
            "link to link",
            Mpk.good().symlink("l", "l2").symlink("l2", "l"),
            "archive-link-escape"),
        arguments("hard link out", Mpk.good().hardLink("l", "../x"), "archive-link-escape"),
        arguments(
            "hard link from folder",
            Mpk.good().hardLink("dist/l", "index.js"),
            "archive-link-escape"),
        arguments(
            "below a link",
            Mpk.good().symlink("l", "README.md").file("l/x", "x"),
            "archive-duplicate-name"),
        arguments("character device", special(TarConstants.LF_CHR), "archive-special-file"),
        arguments("block device", special(TarConstants.LF_BLK), "archive-special-file"),
        arguments("pipe", special(TarConstants.LF_FIFO), "archive-special-file"),
        arguments("contiguous", special(TarConstants.LF_CONTIG), "archive-special-file"),
        arguments("sparse", special(TarConstants.LF_GNUTYPE_SPARSE), "archive-special-file"),
        arguments("setuid", mode(04755), "archive-setuid"),
        arguments("setgid", mode(02755), "archive-setuid"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tricks")
  void is_refused_by_the_rule_about_it(String trick, Mpk mpk, String rule) {
    var reading = read(mpk.bytes());

    assertThat(reading.findings()).extracting(SecurityFinding::ruleId).as(trick).containsOnly(rule);
    assertThat(reading.findings())
        .allMatch(it -> it.severity() == Level.CRITICAL && it.cwe() != null);
  }

  @Test
  void one_trick_does_not_hide_another() {
    var mpk = Mpk.good().file("../x", "x").file("/y", "y").symlink("z", "/etc/passwd");

    var reading = read(mpk.bytes());

    assertThat(reading.findings())
        .extracting(SecurityFinding::ruleId)
        .containsExactly("archive-path-traversal", "archive-absolute-path", "archive-link-escape");
  }

  @Test
  void bytes_behind_the_end_are_refused_wherever_they_are() {
    var good = Mpk.good().bytes();
    var tar = Mpk.good().tar();
    var afterTar = concat(tar, "hidden".getBytes(StandardCharsets.UTF_8));

    assertThat(ruleOf(concat(good, new byte[] {0}))).isEqualTo("archive-trailing-data");
    assertThat(ruleOf(concat(good, good))).isEqualTo("archive-trailing-data");
    assertThat(ruleOf(Mpk.gzip(afterTar))).isEqualTo("archive-trailing-data");
    assertThat(ruleOf(Mpk.gzip(concat(tar, tar)))).isEqualTo("archive-trailing-data");
    assertThat(read(Mpk.gzip(concat(tar, new byte[10_240]))).findings()).isEmpty();
  }

  @Test
  void a_missing_end_is_refused_wherever_it_is() {
    var good = Mpk.good().bytes();
    var tar = Mpk.good().tar();
    var lastEntryEnds = tar.length - 1;
    while (tar[lastEntryEnds] == 0) {
      lastEntryEnds--;
    }
    var blocks = lastEntryEnds / 512 + 1;

    assertThat(ruleOf(new byte[0])).isEqualTo("archive-truncated");
    for (var length = 1; length < good.length; length++) {
      assertThat(ruleOf(Arrays.copyOf(good, length)))
          .isIn("archive-truncated", "archive-malformed");
    }
    assertThat(ruleOf(Mpk.gzip(Arrays.copyOf(tar, blocks * 512)))).isEqualTo("archive-truncated");
    assertThat(ruleOf(Mpk.gzip(Arrays.copyOf(tar, blocks * 512 + 512))))
        .isEqualTo("archive-truncated");
  }

  @Test
  void anything_but_tar_in_gzip_is_refused() {
    assertThat(ruleOf("PK\u0003\u0004 zip".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("archive-malformed");
    assertThat(ruleOf(Mpk.good().tar())).isEqualTo("archive-malformed");
    assertThat(ruleOf(Mpk.gzip(new byte[0]))).isEqualTo("archive-truncated");
    assertThat(ruleOf(Mpk.gzip("no tar".repeat(200).getBytes(StandardCharsets.UTF_8))))
        .isEqualTo("archive-malformed");
    assertThat(ruleOf(Mpk.gzip(Mpk.good().bytes()))).isEqualTo("archive-malformed");
  }

  @Test
  void a_bomb_is_refused_after_little_more_than_it_may_unpack() {
    var bomb = Mpk.good().entry("zeros", TarConstants.LF_NORMAL, new byte[64 << 20], it -> {});

    var reading = read(bomb.bytes());

    assertThat(reading.findings())
        .extracting(SecurityFinding::ruleId)
        .containsExactly("archive-compression-ratio");
    assertThat(reading.sha256()).isNotNull();
  }

  @Test
  void what_is_too_large_packed_or_unpacked_is_refused() {
    var noise = new byte[200 * 1024];
    new Random(1).nextBytes(noise);
    var large = Mpk.good().entry("noise", TarConstants.LF_NORMAL, noise, it -> {}).bytes();
    var wide = new ArchiveLimits(1 << 20, 100 * 1024, 100, 50);

    assertThat(ruleOf(large, SMALL)).isEqualTo("archive-size");
    assertThat(read(large, SMALL).sha256()).isNull();
    assertThat(ruleOf(large, wide)).isEqualTo("archive-unpacked-size");
    assertThat(read(large, wide).sha256()).isEqualTo(Mpk.sha256(large));
  }

  @Test
  void too_many_entries_are_refused() {
    var mpk = Mpk.good();
    for (var i = 0; i < 60; i++) {
      mpk.file("f" + i, "");
    }

    assertThat(ruleOf(mpk.bytes(), SMALL)).isEqualTo("archive-entry-count");
  }

  @Test
  void a_name_or_attribute_that_would_fill_the_memory_is_refused() {
    var content = new byte[100_000];
    var gnu = Mpk.good().entry("long", TarConstants.LF_GNUTYPE_LONGNAME, content, it -> {});
    var pax = Mpk.good().entry("pax", TarConstants.LF_PAX_EXTENDED_HEADER_LC, content, it -> {});

    assertThat(ruleOf(gnu.bytes())).isEqualTo("archive-metadata-size");
    assertThat(ruleOf(pax.bytes())).isEqualTo("archive-metadata-size");
  }

  @Test
  void what_two_readers_would_understand_differently_is_refused() {
    var twoSizes =
        Mpk.good()
            .entry("a", TarConstants.LF_NORMAL, new byte[0], it -> it.addPaxHeader("x.yz", "z"))
            .tar();
    var fileOrFolder = Mpk.good().file("folder_", "content").tar();

    assertThat(ruleOf(changed(twoSizes, "10 x.yz=z\n", "10 size=1\n")))
        .isEqualTo("archive-malformed");
    assertThat(ruleOf(changed(fileOrFolder, "folder_\0", "folder/\0")))
        .isEqualTo("archive-malformed");
  }

  private static byte[] changed(byte[] tar, String from, String to) {
    var text = new String(tar, StandardCharsets.ISO_8859_1).replace(from, to);
    return Mpk.gzip(Mpk.withGoodChecksums(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static Mpk special(byte type) {
    return Mpk.good().entry("odd", type, new byte[0], it -> {});
  }

  private static Mpk mode(int mode) {
    return Mpk.good().entry("x", TarConstants.LF_NORMAL, new byte[0], it -> it.setMode(mode));
  }

  private static String ruleOf(byte[] bytes) {
    return ruleOf(bytes, ArchiveLimits.DEFAULT);
  }

  private static String ruleOf(byte[] bytes, ArchiveLimits limits) {
    var findings = read(bytes, limits).findings();
    assertThat(findings).hasSize(1);
    return findings.get(0).ruleId();
  }

  private static ArchiveReading read(byte[] bytes) {
    return read(bytes, ArchiveLimits.DEFAULT);
  }

  private static ArchiveReading read(byte[] bytes, ArchiveLimits limits) {
    try {
      return new ArchiveReader(limits).read(new ByteArrayInputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] concat(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
