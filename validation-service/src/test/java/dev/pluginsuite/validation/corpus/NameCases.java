package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.good;
import static dev.pluginsuite.validation.corpus.RawTar.record;

import java.util.function.Supplier;
import java.util.stream.Stream;

/** Names that lead out of the package, clash, or are not the same everywhere. */
final class NameCases {
  private NameCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(leadingOut(), clashing(), unstorable(), notUtf8(), tooLong())
        .flatMap(it -> it);
  }

  private static Stream<HostileCase> leadingOut() {
    return Stream.of(
        named("absolute path", "/etc/passwd", "absolute-path"),
        named("two slashes", "//host/share/x", "absolute-path"),
        named("drive letter", "C:/x", "absolute-path"),
        named("drive without a slash", "c:x", "absolute-path"),
        named("UNC path", "\\\\host\\x", "absolute-path"),
        named("device path", "\\\\?\\C:\\x", "absolute-path"),
        named("parent", "../x", "path-traversal"),
        named("parent after a dot", "./../x", "path-traversal"),
        named("parent further inside", "a/../../b", "path-traversal"),
        named("parent that leads nowhere", "a/../b", "path-traversal"),
        named("parent at the end", "a/..", "path-traversal"),
        named("Windows' parent", "a\\..\\..\\x", "path-traversal"),
        named("both slashes", "..\\../x", "path-traversal"),
        named("percent-encoded parent", "%2e%2E/x", "path-traversal"),
        named("percent-encoded slashes", "a%2f..%5cx", "path-traversal"),
        named("full-width parent", "\uFF0E\uFF0E\uFF0Fx", "path-traversal"),
        named("two dots in one character", "\u2025/x", "path-traversal"),
        of("parent folder", () -> good().folder("../"), "path-traversal"),
        of(
            "parent in two parts of a header",
            () -> good().add(RawHeader.file("x").at(RawHeader.PREFIX, "..")),
            "path-traversal"));
  }

  private static Stream<HostileCase> clashing() {
    return Stream.of(
        named("same name", "README.md", "duplicate-name"),
        named("same name behind a dot", "./README.md", "duplicate-name"),
        named("same name with two slashes", "dist//index.js", "name-form"),
        named("same name with a dot inside", "dist/./index.js", "name-form"),
        named("second manifest", "manifest.json", "duplicate-name"),
        named("manifest in another case", "Manifest.JSON", "case-clash"),
        named("file as folder", "README.md/x", "duplicate-name"),
        named("folder as file", "dist", "duplicate-name"),
        named("other case", "readme.MD", "case-clash"),
        named("folder in another case", "Dist/x.js", "case-clash"),
        clash("accents composed and not", "\u00e9", "e\u0301"),
        clash("Hangul composed and not", "\ud55c", "\u1112\u1161\u11ab"),
        clash("accents in another case", "\u00c9", "e\u0301"),
        clash("sharp s", "stra\u00dfe", "STRASSE"),
        clash("dotless i", "f\u0131le", "FILE"),
        clash("dotted capital i", "\u0130", "i\u0307"),
        clash("long s", "\u017fide", "side"),
        clash("Kelvin sign", "\u212a", "k"),
        clash("ligature", "\ufb01le", "file"),
        clash("final sigma", "\u03b1\u03c2", "\u03b1\u03c3"),
        clash("Cherokee", "\u13a0", "\uab70"));
  }

  private static Stream<HostileCase> unstorable() {
    return Stream.of(
        named("trailing dot", "x.", "name-ending"),
        named("trailing space", "x ", "name-ending"),
        named("folder with a trailing space", "x /y", "name-ending"),
        named("three dots", ".../y", "name-ending"),
        named("line break", "a\nb", "name-character"),
        named("escape sequence", "a\u001b[2Jb", "name-character"),
        named("delete", "a\u007fb", "name-character"),
        named("C1 control", "a\u0085b", "name-character"),
        named("line separator", "a\u2028b", "name-character"),
        named("other direction", "a\u202egpj.exe", "name-character"),
        named("invisible joiner", "READ\u200dME.md", "name-character"),
        named("byte order mark", "\ufeffREADME.md", "name-character"),
        named("alternate data stream", "README.md:x", "name-character"),
        named("backslash", "dist\\x.js", "name-character"),
        named("wild card", "*.js", "name-character"),
        named("pipe character", "a|b", "name-character"),
        named("console device", "lib/con.js", "name-character"),
        named("null device", "NUL", "name-character"),
        named("device with a space", "aux .js", "name-character"),
        named("serial port", "com1.txt/x", "name-character"),
        named("serial port in superscript", "COM\u00b9", "name-character"),
        named("console input", "conin$", "name-character"),
        named("sign for no character", "a\ufffdb", "name-character"),
        named("two slashes inside", "a//b", "name-form"),
        named("dot within", "a/./b", "name-form"),
        named("slash behind a dot", ".//b", "name-form"),
        named("dot at the end", "a/.", "name-form"),
        of("folder with two slashes", () -> good().folder("a//"), "name-form"),
        of("folder without a name", () -> good().folder(""), "name-form"),
        of("no name at all", () -> good().file("", "x"), "name-form"),
        of("only dots and slashes", () -> good().file("./.", "x"), "name-character"),
        of(
            "NUL within a pax name",
            () -> good().pax(record("path", "a\0b")).file("x", "x"),
            "name-character"),
        of(
            "NUL within a GNU name",
            () -> good().extended('L', "a\0b\0").file("x", "x"),
            "name-character"));
  }

  private static Stream<HostileCase> notUtf8() {
    return Stream.of(
        bytes("Latin-1", 'c', 'a', 'f', 0xE9),
        bytes("overlong slash", 'a', 0xC0, 0xAF, 'b'),
        bytes("overlong parent", 0xC0, 0xAE, 0xC0, 0xAE, '/', 'x'),
        bytes("overlong NUL", 'a', 0xC0, 0x80),
        bytes("half of a surrogate pair", 0xED, 0xA0, 0x80),
        bytes("a surrogate pair in six bytes", 0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80),
        bytes("cut off within a character", 'a', 0xE2, 0x82),
        bytes("beyond Unicode", 0xF4, 0x90, 0x80, 0x80),
        of(
            "Latin-1 in pax",
            () -> good().pax(record("path", "caf\u00e9")).file("x", "x"),
            "name-encoding"));
  }

  private static Stream<HostileCase> tooLong() {
    return Stream.of(
        of("long name", () -> withPath("n".repeat(256)), "name-length"),
        of("long path", () -> withPath("folder/".repeat(100) + "n"), "name-length"),
        of("deep path", () -> withPath("a/".repeat(40) + "n"), "name-length"),
        of("60 KB of name", () -> withPath("n".repeat(60_000)), "name-length"),
        of("1 MB of name in pax", () -> withPath("n".repeat(1_000_000)), "metadata-size"),
        of(
            "1 MB of name in GNU",
            () -> good().extended('L', "n".repeat(1_000_000)).file("x", "x"),
            "metadata-size"));
  }

  private static RawTar withPath(String path) {
    return good().pax(record("path", path)).file("x", "x");
  }

  private static HostileCase named(String trick, String name, String rule) {
    return of(trick, () -> good().file(name, "x"), rule);
  }

  private static HostileCase clash(String trick, String first, String second) {
    return of(trick, () -> good().file(first, "1").file(second, "2"), "case-clash");
  }

  private static HostileCase bytes(String trick, int... name) {
    var bytes = new byte[name.length];
    for (var i = 0; i < name.length; i++) {
      bytes[i] = (byte) name[i];
    }
    return of(trick, () -> good().add(RawHeader.named(bytes)), "name-encoding");
  }

  private static HostileCase of(String trick, Supplier<RawTar> tar, String rule) {
    return HostileCase.of("name: " + trick, tar, "archive-" + rule, "");
  }
}
