package dev.pluginsuite.validation.corpus;

import static dev.pluginsuite.validation.corpus.RawTar.empty;

import dev.pluginsuite.validation.Manifests;
import java.util.stream.Stream;

/** Archives that harm nobody and are no packages. */
final class ContentCases {
  private ContentCases() {}

  static Stream<HostileCase> all() {
    return Stream.of(
        of("no manifest", without("manifest.json"), "package-manifest"),
        of("manifest below the top", base().file("a/manifest.json", "{}"), "package-manifest"),
        of("manifest in another case", base().file("MANIFEST.json", "{}"), "package-manifest"),
        of("manifest is a folder", base().folder("manifest.json/"), "package-manifest"),
        of(
            "manifest is a link",
            base().symlink("manifest.json", "real"),
            "archive-link,package-manifest"),
        of(
            "manifest is a hard link",
            base().hardLink("manifest.json", "real"),
            "archive-link,package-manifest"),
        manifest(
            "too long", Manifests.with("{\"description\": \"%s\"}".formatted(" ".repeat(262_144)))),
        manifest("empty", ""),
        manifest("a list", "[]"),
        manifest("two objects", "{}{}"),
        manifest("a name twice", "{\"id\": \"a\", \"id\": \"b\"}"),
        manifest("nested without end", "{\"a\":".repeat(40_000)),
        manifest("with a NUL", Manifests.with("{\"name\": \"a\\u0000b\"}")),
        of("no README", without("README.md"), "package-readme"),
        of("README is a folder", without("README.md").folder("README/"), "package-readme"),
        of(
            "README is a link",
            without("README.md").symlink("README", "dist/index.js"),
            "archive-link,package-readme"),
        of("README in another case", without("README.md").file("readme.md", "x"), "package-readme"),
        of(
            "README below the top",
            without("README.md").file("docs/README.md", "x"),
            "package-readme"));
  }

  private static RawTar base() {
    return without("manifest.json").file("real", Manifests.GOOD);
  }

  private static RawTar without(String left) {
    var tar = empty();
    Stream.of("manifest.json", "README.md", "dist/index.js")
        .filter(it -> !it.equals(left))
        .forEach(it -> tar.file(it, it.equals("manifest.json") ? Manifests.GOOD : "x"));
    return tar;
  }

  private static HostileCase manifest(String fault, String text) {
    return HostileCase.of(
        "content: manifest is " + fault,
        () -> without("manifest.json").file("manifest.json", text),
        "manifest-json",
        "");
  }

  private static HostileCase of(String fault, RawTar tar, String rule) {
    return HostileCase.of("content: " + fault, () -> tar, rule, "");
  }
}
