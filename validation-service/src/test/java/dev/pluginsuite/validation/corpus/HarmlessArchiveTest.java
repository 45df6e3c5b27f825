package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;
import static dev.pluginsuite.validation.corpus.RawTar.record;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.rules.ShippedRules;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What looks odd and harms nobody is let through: a strict reader has to know where to stop. */
class HarmlessArchiveTest {
  private final ValidationPipeline pipeline = new ValidationPipeline(ArchiveLimits.DEFAULT);

  static Stream<Arguments> packages() throws IOException {
    return Stream.concat(Stream.concat(entries(), names()), packed());
  }

  private static Stream<Arguments> entries() throws IOException {
    return Stream.of(
        tar("sticky bit", good().add(RawHeader.file("x").mode(01755))),
        tar("kind of file in the mode", good().add(RawHeader.file("x").mode(0100644))),
        tar("package in the package", nested("inner.mpk", good().packed())),
        tar("bomb that nobody unpacks", nested("bomb.gz", bomb())),
        tar("GNU's header", good().add(RawHeader.file("x").gnu())),
        tar("name in two parts", good().add(RawHeader.file("x").at(RawHeader.PREFIX, "lib"))),
        tar("large owner", good().add(RawHeader.file("x").at(108, (byte) 0x80, (byte) 1))),
        tar("commit of git archive", good().extended('g', record("comment", "0a1b")).folder("a/")),
        tar("pax time and attribute", good().pax(times(), quarantine()).file("x", "x")),
        tar("pax with the same size", good().pax(record("size", "1")).file("x", "x")));
  }

  private static Stream<Arguments> names() {
    return Stream.of(
            "100%.txt",
            "%20.js",
            "..dots",
            ".npmignore",
            "a..b/c",
            "docs/README.md",
            "dist/manifest.json",
            "~/x",
            "$HOME",
            "a b",
            "[id]/(group)/@slot.js",
            "名前/日本語.txt",
            "e\u0301te\u0301.txt",
            "😀.js",
            "console.js",
            "com10.js",
            "lpt.js")
        .map(it -> tar("name " + it, good().file(it, "x")));
  }

  private static Stream<Arguments> packed() {
    var tar = good().tar();
    var packed = good().packed();
    return Stream.of(
        arguments("zeros behind the end", Mpk.gzip(withZeros(tar))),
        arguments("name and comment", withHeader(packed, 24, "plugin.tar\0Packed today\0")),
        arguments(
            "64 KB of attributes",
            withHeader(packed, 4, "\u00ff\u00ffAp\u00fb\u00ff" + "x".repeat(65_531))),
        arguments("CRC of the header", withHeader(packed, 2, headerCrc(packed))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packages")
  void passes_without_a_finding(String name, byte[] bytes) throws IOException {
    var report = pipeline.validatePackage(new ByteArrayInputStream(bytes), ShippedRules.read());

    assertThat(report.errors()).as(name).isEmpty();
    assertThat(report.securityFindings()).isEmpty();
    assertThat(report.outcome()).isEqualTo(ValidationStatus.PASSED);
  }

  private static Arguments tar(String name, RawTar tar) {
    return arguments(name, tar.packed());
  }

  private static RawTar nested(String name, byte[] content) {
    return good().addAsItIs(RawHeader.file(name).size(content.length), content);
  }

  /** 512 MiB of zeros. */
  private static byte[] bomb() throws IOException {
    try (var bomb = new RepeatedGzip(new byte[0], new byte[1 << 20], 512)) {
      return bomb.readAllBytes();
    }
  }

  private static String times() {
    return record("mtime", "1700000000.123456789") + record("atime", "1700000000.5");
  }

  private static String quarantine() {
    return record("LIBARCHIVE.xattr.com.apple.quarantine", "MDA4MTs");
  }

  private static byte[] withZeros(byte[] tar) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(tar);
    out.writeBytes(new byte[20 * RawHeader.LENGTH]);
    return out.toByteArray();
  }

  private static byte[] withHeader(byte[] packed, int flags, String more) {
    var out = new ByteArrayOutputStream();
    out.write(packed, 0, 3);
    out.write(flags);
    out.write(packed, 4, 6);
    out.writeBytes(more.getBytes(ISO_8859_1));
    out.write(packed, 10, packed.length - 10);
    return out.toByteArray();
  }

  private static String headerCrc(byte[] packed) {
    var crc = new CRC32();
    crc.update(withHeader(packed, 2, ""), 0, 10);
    var low = crc.getValue() & 0xFFFF;
    return "" + (char) (low & 0xFF) + (char) (low >> 8);
  }
}
