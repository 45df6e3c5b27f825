package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Little that becomes much: each would take more memory than the corpus' process has. */
final class BombCases {
  private static final int MIB = 1 << 20;
  private static final ArchiveLimits UNPACKED = new ArchiveLimits(256 * MIB, 96 * MIB, 100, 10_000);
  private static final ArchiveLimits PACKED = new ArchiveLimits(64 * MIB, 1024 * MIB, 100, 10_000);

  private BombCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(
        of("8 GiB of zeros in one file", BombCases::zeros, "compression-ratio"),
        of("zeros behind the end", BombCases::zerosBehindTheEnd, "compression-ratio"),
        of("much in proportion", () -> mixed(1024), "unpacked-size").within(UNPACKED),
        of("noise", BombCases::noise, "size").within(PACKED),
        of("10,001 files", BombCases::files, "entry-count"),
        of("320,000 folders on the way to 10,000 files", BombCases::folders, "entry-count"),
        of("60 MB of link targets", BombCases::linkTargets, "link"));
  }

  private static InputStream zeros() {
    var start = good().add(RawHeader.file("zeros").at(RawHeader.SIZE, "77777777777\0"));
    return new RepeatedGzip(start.withoutEnd(), new byte[MIB], 8 * 1024);
  }

  private static InputStream zerosBehindTheEnd() {
    return new RepeatedGzip(good().tar(), new byte[MIB], 8 * 1024);
  }

  /** 128 KiB that are packed into little more than 4 KiB. */
  private static InputStream mixed(int times) {
    var block = new byte[128 * 1024];
    new Random(1).nextBytes(block);
    Arrays.fill(block, 4096, block.length, (byte) 0);
    return new RepeatedGzip(large("mixed").withoutEnd(), block, times);
  }

  private static InputStream noise() {
    var block = new byte[64 * 1024];
    new Random(1).nextBytes(block);
    return new RepeatedGzip(large("noise").withoutEnd(), block, 1100);
  }

  private static RawTar large(String name) {
    return good().add(RawHeader.file(name).size(1L << 32));
  }

  private static InputStream files() {
    return packed(10_001, i -> RawTar.empty().add(RawHeader.file("f" + i)));
  }

  private static InputStream folders() {
    return packed(10_000, BombCases::fileInFolders);
  }

  /** As many folders as a path may have, none of them another file's. */
  private static RawTar fileInFolders(int number) {
    var segment = "%05x/".formatted(number);
    return RawTar.empty()
        .add(
            RawHeader.file(segment.repeat(15) + "f")
                .at(RawHeader.PREFIX, segment.repeat(16).substring(0, 95)));
  }

  private static InputStream linkTargets() {
    var random = new Random(1);
    return packed(
        1_000,
        i -> {
          var noise = new byte[500];
          random.nextBytes(noise);
          var target = HexFormat.of().formatHex(noise) + "x".repeat(59_000);
          return RawTar.empty().extended('K', target).symlink("l" + i, "x");
        });
  }

  /** One of many entries. */
  private interface Entry {
    RawTar number(int number);
  }

  private static InputStream packed(int count, Entry entry) {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed, 64 * 1024)) {
      gzip.write(good().withoutEnd());
      for (var i = 0; i < count; i++) {
        gzip.write(entry.number(i).withoutEnd());
      }
      gzip.write(new byte[1024]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ByteArrayInputStream(packed.toByteArray());
  }

  private static HostileCase of(String bomb, Supplier<InputStream> content, String rule) {
    return HostileCase.streamed("bomb: " + bomb, content, "archive-" + rule, "");
  }
}
