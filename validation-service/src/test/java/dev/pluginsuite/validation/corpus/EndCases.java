package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.PackedCases.bytes;
import static dev.pluginsuite.validation.corpus.PackedCases.joined;
import static dev.pluginsuite.validation.corpus.RawTar.good;

import dev.pluginsuite.validation.Mpk;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Archives that end earlier than they should, or go on behind their end. */
final class EndCases {
  private static final String TRAILING = "archive-trailing-data";
  private static final String TRUNCATED = "archive-truncated";

  private EndCases() {}

  static Stream<HostileCase> all() {
    return Stream.concat(twoArchives(), cut());
  }

  private static Stream<HostileCase> twoArchives() {
    return Stream.of(
        trailing("one zero", it -> joined(it, new byte[1]), "gzip member"),
        trailing("line end", it -> joined(it, bytes("\n")), "gzip member"),
        trailing("second member", it -> joined(it, it), "gzip member"),
        trailing("empty second member", it -> joined(it, Mpk.gzip(new byte[0])), "gzip member"),
        of("trailing: archive in two members", EndCases::inTwoMembers, TRAILING, "gzip member"),
        trailingInTar("text", it -> joined(it, bytes("hidden")), "tar archive"),
        trailingInTar("second archive", it -> joined(it, it), "tar archive"),
        trailingInTar("a byte in the padding", EndCases::withByteInPadding, "tar archive"),
        trailingInTar("entry after half of the end", EndCases::afterHalfAnEnd, "tar archive"));
  }

  private static Stream<HostileCase> cut() {
    var packed = good().packed().length;
    var end = good().withoutEnd().length;
    return Stream.concat(
        Stream.of(1, 2, 3, 9, 10, 11, packed / 2, packed - 9, packed - 8, packed - 4, packed - 1)
            .map(length -> cut(length, it -> Arrays.copyOf(it.packed(), length))),
        Stream.of(1, 511, 512, 700, end - 513, end - 512, end - 1, end, end + 511, end + 512)
            .map(length -> cut(-length, it -> Mpk.gzip(Arrays.copyOf(it.tar(), length)))));
  }

  /** A way to spoil an archive. */
  private interface Cut {
    byte[] of(RawTar tar);
  }

  private static HostileCase cut(int length, Cut cut) {
    return of(
        length > 0 ? "cut after %d bytes".formatted(length) : "tar cut after " + -length,
        () -> cut.of(good()),
        TRUNCATED,
        length > 0 ? "within its gzip member" : "no end");
  }

  private static HostileCase trailing(String trick, UnaryOperator<byte[]> change, String says) {
    return of("trailing: " + trick, () -> change.apply(good().packed()), TRAILING, says);
  }

  private static HostileCase trailingInTar(
      String trick, UnaryOperator<byte[]> change, String says) {
    return of(
        "trailing in tar: " + trick, () -> Mpk.gzip(change.apply(good().tar())), TRAILING, says);
  }

  private static HostileCase of(String name, Supplier<byte[]> bytes, String rules, String says) {
    return HostileCase.packed(name, bytes, rules, says);
  }

  private static byte[] inTwoMembers() {
    var tar = good().tar();
    return joined(
        Mpk.gzip(Arrays.copyOf(tar, 1024)), Mpk.gzip(Arrays.copyOfRange(tar, 1024, tar.length)));
  }

  private static byte[] withByteInPadding(byte[] tar) {
    var padded = Arrays.copyOf(tar, tar.length + 10_240);
    padded[padded.length - 1] = 1;
    return padded;
  }

  private static byte[] afterHalfAnEnd(byte[] tar) {
    var half = Arrays.copyOf(tar, tar.length - RawHeader.LENGTH);
    return joined(half, RawTar.empty().file("hidden", "x").tar());
  }
}
