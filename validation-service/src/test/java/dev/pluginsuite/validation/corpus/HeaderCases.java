package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;
import static dev.pluginsuite.validation.corpus.RawTar.record;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Headers that readers of tar understand differently, or not at all. */
final class HeaderCases {
  private static final String TWO_THINGS = "two different things";

  private HeaderCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(fields(), sizes(), pax(), twoNames()).flatMap(it -> it);
  }

  private static Stream<HostileCase> fields() {
    return Stream.of(
        raw("wrong checksum", RawHeader.file("x").bytes("001234\0 "), "checksum is wrong"),
        raw("no checksum", RawHeader.file("x").bytes("        "), "checksum is wrong"),
        raw("checksum of letters", RawHeader.file("x").bytes("checksum"), "not octal"),
        header("before POSIX", it -> it.at(RawHeader.MAGIC, new byte[8]), "neither"),
        header("half POSIX, half GNU", it -> it.at(RawHeader.MAGIC, "ustar\0 \0"), "neither"),
        header("star's", it -> it.at(508, "tar\0"), "neither"),
        header("mode of letters", it -> it.at(RawHeader.MODE, "rwxr-xr\0"), "not octal"),
        header("time too large", it -> it.at(RawHeader.TIME, base256(0x7F)), "too large"),
        header("GNU's offset of a volume", it -> it.gnu().at(369, "00000000001"), "multi-volume"),
        of("file with a folder's name", () -> good().file("x/", "x"), "at once"),
        of("folder with content", () -> good().add(RawHeader.of('5', "x/"), "x"), "at once"),
        HostileCase.of(
            "header: link with content",
            () -> good().add(RawHeader.of('1', "x"), "x"),
            "archive-link,archive-malformed",
            "at once"));
  }

  private static Stream<HostileCase> sizes() {
    return Stream.of(
        header("size below zero", it -> it.at(RawHeader.SIZE, "-0000000001\0"), "not octal"),
        header("size in decimals", it -> it.at(RawHeader.SIZE, "00000000089\0"), "not octal"),
        header("size in words", it -> it.at(RawHeader.SIZE, "1 1        \0"), "not octal"),
        header("binary size", it -> it.at(RawHeader.SIZE, base256(0)), "not octal"),
        header("huge binary size", it -> it.at(RawHeader.SIZE, base256(0x7F)), "not octal"),
        header("binary size below zero", it -> it.at(RawHeader.SIZE, negative()), "not octal"),
        HostileCase.of(
            "header: more size than content",
            () -> good().add(RawHeader.file("x").size(5000)),
            "archive-truncated",
            "no end"),
        HostileCase.of(
            "header: the largest size there is",
            () -> good().add(RawHeader.file("x").at(RawHeader.SIZE, "777777777777")),
            "archive-truncated",
            "no end"),
        HostileCase.of(
            "header: less size than content",
            () -> good().addAsItIs(RawHeader.file("x").size(10), bytes("x".repeat(1024))),
            "archive-malformed",
            "not octal"));
  }

  private static Stream<HostileCase> pax() {
    return Stream.of(
        pax("no length", " path=x\n", "no length"),
        pax("length of zero", "0 path=x\n", "no length"),
        pax("length below zero", "-9 path=x\n", "no length"),
        pax("hexadecimal length", "0xA path=x\n", "no length"),
        pax("length that overflows", "4294967305 path=x\n", "no length"),
        pax("length too small", "7 path=x\n", "wrong length"),
        pax("length too large", "90 path=x\n", "wrong length"),
        pax("no name", "6 path\n", "not a name and a value"),
        pax("no line end", "9 path=x ", "wrong length"),
        pax("zeros at the end", "9 path=x\n\0\0\0", "no length"),
        pax("name twice", record("path", "x") + record("path", "../y"), "twice"),
        pax("time in words", record("mtime", "now"), "no number"),
        pax("time of creation in words", record("LIBARCHIVE.creationtime", "x"), "no number"),
        pax("owner below zero", record("uid", "-1"), "no number"),
        pax("group without number", record("gid", ""), "no number"),
        pax("device too large", record("SCHILY.devmajor", "9999999999"), "no number"),
        pax("another size", record("size", "0"), TWO_THINGS),
        pax("size below zero", record("size", "-1"), TWO_THINGS),
        pax("size with a zero in front", record("size", "01"), TWO_THINGS),
        global("name of all that follow", record("path", "../x")),
        global("link of all that follow", record("linkpath", "../x")),
        global("size of all that follow", record("size", "0")),
        HostileCase.of(
            "pax: no name left",
            () -> good().pax(record("path", "")).file("x", "x"),
            "archive-name-form",
            ""),
        HostileCase.of(
            "pax: 200 KB of attributes",
            () -> good().pax(record("SCHILY.xattr.user.x", "x".repeat(200_000))).file("x", "x"),
            "archive-metadata-size",
            ""),
        HostileCase.of(
            "pax: 200 KB for all that follow",
            () -> good().extended('g', record("comment", "x".repeat(200_000))).file("x", "x"),
            "archive-metadata-size",
            ""));
  }

  private static Stream<HostileCase> twoNames() {
    return Stream.of(
        two("pax twice", it -> it.pax(record("path", "x")).pax(record("path", "y"))),
        two("GNU name twice", it -> it.extended('L', "x\0").extended('L', "y\0")),
        two("GNU link twice", it -> it.extended('K', "x\0").extended('K', "y\0")),
        two("pax and GNU name", it -> it.pax(record("path", "x")).extended('L', "y\0")),
        two("pax and GNU link", it -> it.pax(record("linkpath", "x")).extended('K', "y\0")),
        of("pax for nothing", () -> good().pax(record("path", "x")), TWO_THINGS),
        of("GNU name for nothing", () -> good().extended('L', "x\0"), TWO_THINGS));
  }

  /** A change to a header. */
  private interface Change {
    RawHeader of(RawHeader header);
  }

  /** A step in building an archive. */
  private interface Addition {
    RawTar to(RawTar good);
  }

  private static HostileCase header(String trick, Change change, String says) {
    return of(trick, () -> good().add(change.of(RawHeader.file("x"))), says);
  }

  private static HostileCase raw(String trick, byte[] header, String says) {
    return of(trick, () -> good().raw(header), says);
  }

  private static HostileCase pax(String trick, String records, String says) {
    return HostileCase.of(
        "pax: " + trick, () -> good().pax(records).file("x", "x"), "archive-malformed", says);
  }

  private static HostileCase global(String trick, String records) {
    return HostileCase.of(
        "pax: " + trick,
        () -> good().extended('g', records).file("x", "x"),
        "archive-malformed",
        TWO_THINGS);
  }

  private static HostileCase two(String trick, Addition names) {
    return HostileCase.of(
        "two names: " + trick,
        () -> names.to(good()).file("z", "x"),
        "archive-malformed",
        TWO_THINGS);
  }

  private static HostileCase of(String trick, Supplier<RawTar> tar, String says) {
    return HostileCase.of("header: " + trick, tar, "archive-malformed", says);
  }

  private static byte[] base256(int first) {
    var number = new byte[12];
    number[0] = (byte) 0x80;
    number[1] = (byte) first;
    number[11] = 1;
    return number;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  private static byte[] negative() {
    var number = new byte[12];
    Arrays.fill(number, (byte) 0xFF);
    return number;
  }
}
