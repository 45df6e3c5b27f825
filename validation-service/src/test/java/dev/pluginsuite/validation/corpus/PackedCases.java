package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.pluginsuite.validation.Mpk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** What is no gzip, and what was damaged. */
final class PackedCases {
  private static final String TRUNCATED = "archive-truncated";
  private static final int HEADER = 10;
  private static final int FLAGS = 3;

  private PackedCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(otherFormats(), damaged(), gzipHeaders()).flatMap(it -> it);
  }

  private static Stream<HostileCase> otherFormats() {
    return Stream.of(
        of("nothing at all", () -> new byte[0], TRUNCATED, "within its gzip member"),
        notGzip("text", () -> bytes("#!/bin/sh\n")),
        notGzip("tar alone", () -> good().tar()),
        notGzip("zip", () -> bytes("PK\u0003\u0004\u0014\0\0\0")),
        notGzip("xz", () -> bytes("\u00fd7zXZ\0\0\u0004")),
        notGzip("zstd", () -> bytes("(\u00b5/\u00fd")),
        notGzip("bzip2", PackedCases::bzip2),
        notGzip("zlib", PackedCases::zlib),
        of("empty member", () -> Mpk.gzip(new byte[0]), TRUNCATED, "no end"),
        malformed("zip in gzip", () -> Mpk.gzip(bytes("PK" + "x".repeat(1022))), "octal"),
        malformed("gzip in gzip", () -> Mpk.gzip(Mpk.gzip(noise())), "octal"),
        of("no entries", () -> RawTar.empty().packed(), "package-manifest,package-readme", ""),
        of("one zero block", () -> Mpk.gzip(new byte[512]), TRUNCATED, "no end"));
  }

  private static Stream<HostileCase> damaged() {
    return Stream.of(
        changed("wrong CRC", it -> flipped(it, it.length - 8), "CRC and length"),
        changed("wrong length", it -> flipped(it, it.length - 1), "CRC and length"),
        changed("block of no kind", it -> with(it, HEADER, 0x07), "not deflated"),
        of("damaged: content", PackedCases::damagedContent, "archive-malformed", "CRC and length"));
  }

  private static Stream<HostileCase> gzipHeaders() {
    return Stream.of(
        changed("another method", it -> with(it, 2, 7), "not a gzip file"),
        changed("reserved flag", it -> with(it, FLAGS, 0x20), "reserved flags"),
        changed("endless name", it -> inserted(it, 8, "n".repeat(4_000_000)), "endless"),
        changed("endless comment", it -> inserted(it, 16, "c".repeat(4_000_000)), "endless"),
        changed("wrong CRC of the header", it -> inserted(it, 2, "??"), "header does not match"),
        of(
            "damaged: attributes longer than all",
            () -> Arrays.copyOf(inserted(good().packed(), 4, "\u00ff\u00ff"), 1_000),
            TRUNCATED,
            "within its gzip member"));
  }

  private static HostileCase notGzip(String format, Supplier<byte[]> bytes) {
    return malformed(format, bytes, "not a gzip file");
  }

  private static HostileCase malformed(String format, Supplier<byte[]> bytes, String says) {
    return of("format: " + format, bytes, "archive-malformed", says);
  }

  private static HostileCase changed(String trick, UnaryOperator<byte[]> change, String says) {
    return of("damaged: " + trick, () -> change.apply(good().packed()), "archive-malformed", says);
  }

  private static HostileCase of(String name, Supplier<byte[]> bytes, String rules, String says) {
    return HostileCase.packed(name, bytes, rules, says);
  }

  /** Stored, not compressed, so that the change stays where it is. */
  private static byte[] damagedContent() {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new StoringGzip(packed)) {
      gzip.write(good().tar());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return replaced(packed.toByteArray(), "=> 42", "=> 43");
  }

  private static byte[] replaced(byte[] bytes, String from, String to) {
    return bytes(new String(bytes, ISO_8859_1).replace(from, to));
  }

  private static final class StoringGzip extends GZIPOutputStream {
    private StoringGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.NO_COMPRESSION);
    }
  }

  /** The gzip header with a flag, and what belongs to it. */
  private static byte[] inserted(byte[] packed, int flag, String text) {
    var header = with(Arrays.copyOf(packed, HEADER), FLAGS, flag);
    return joined(joined(header, bytes(text)), Arrays.copyOfRange(packed, HEADER, packed.length));
  }

  private static byte[] flipped(byte[] bytes, int at) {
    return with(bytes, at, bytes[at] ^ 0xFF);
  }

  private static byte[] with(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    return bytes;
  }

  static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] noise() {
    var noise = new byte[4096];
    new Random(7).nextBytes(noise);
    return noise;
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] bzip2() {
    var packed = new ByteArrayOutputStream();
    try (var out = new BZip2CompressorOutputStream(packed)) {
      out.write(good().tar());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  private static byte[] zlib() {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed)) {
      out.write(good().tar());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
