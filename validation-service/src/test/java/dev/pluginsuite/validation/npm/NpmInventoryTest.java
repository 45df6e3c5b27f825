package dev.pluginsuite.validation.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmInventoryTest {
  private static final String ID = "supplier-risk";

  @Test
  void installed_libraries_are_found_and_what_they_are_tested_with_is_not() {
    var mpk =
        Mpk.good()
            .file("package.json", "{\"name\": \"@group/supplier-risk\", \"version\": \"1.2.0\"}")
            .file(
                "node_modules/a/package.json",
                "{\"name\": \"a\", \"version\": \"1.0.0\", \"license\": \"MIT\"}")
            .file(
                "node_modules/@s/b/package.json",
                "{\"name\": \"@s/b\", \"version\": \"2.0.0\", \"licenses\": [{\"type\": \"BSD\"}]}")
            .file(
                "node_modules/a/node_modules/c/package.json",
                "{\"name\": \"c\", \"version\": \"3.0.0\", \"license\": {\"type\": \"ISC\"}}")
            .file("node_modules/a/dist/package.json", "{\"type\": \"module\"}")
            .file(
                "node_modules/a/test/fixture/package.json",
                "{\"name\": \"fixture\", \"version\": \"0.0.1\"}");

    assertThat(components(mpk))
        .extracting(NpmComponent::purl, NpmComponent::licence)
        .containsExactly(
            tuple("pkg:npm/a@1.0.0", "MIT"),
            tuple("pkg:npm/%40s/b@2.0.0", "BSD"),
            tuple("pkg:npm/c@3.0.0", "ISC"));
  }

  @Test
  void a_published_package_that_was_wrapped_is_a_library() {
    var json = "{\"name\": \"left-pad\", \"version\": \"1.3.0\"}";

    assertThat(components(Mpk.good().file("package/package.json", json)))
        .extracting(NpmComponent::purl)
        .containsExactly("pkg:npm/left-pad@1.3.0");
    assertThat(components(Mpk.good().file("package.json", json))).hasSize(1);
  }

  @Test
  void lock_files_of_all_versions_are_read_without_what_is_for_development() {
    var third =
        """
        {"lockfileVersion": 3, "packages": {
          "": {"name": "supplier-risk", "version": "1.2.0"},
          "node_modules/a": {"version": "1.0.0", "integrity": "sha512-x", "license": "MIT"},
          "node_modules/a/node_modules/@s/b": {"version": "2.0.0"},
          "node_modules/alias": {"name": "real", "version": "4.0.0"},
          "node_modules/dev": {"version": "5.0.0", "dev": true},
          "node_modules/local": {"version": "6.0.0", "link": true}}}""";
    var first =
        """
        {"dependencies": {"a": {"version": "1.0.0", "dependencies": {"c": {"version": "3.0.0"}}},
          "dev": {"version": "5.0.0", "dev": true}}}""";

    assertThat(components(Mpk.good().file("package-lock.json", third)))
        .extracting(NpmComponent::purl)
        .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/%40s/b@2.0.0", "pkg:npm/real@4.0.0");
    assertThat(components(Mpk.good().file("web/npm-shrinkwrap.json", first)))
        .extracting(NpmComponent::purl)
        .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/c@3.0.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "/*! lodash 4.17.20 */~ pkg:npm/lodash@4.17.20",
        "/*! jQuery v3.4.1 | (c) JS Foundation */~ pkg:npm/jquery@3.4.1",
        "/*!\\n * jQuery JavaScript Library v3.4.1\\n */~ pkg:npm/jquery@3.4.1",
        "/*!\\n * Bootstrap v4.3.1 (https://getbootstrap.com/)~ pkg:npm/bootstrap@4.3.1",
        "/*!\\n * Vue.js v2.6.10\\n~ pkg:npm/vue@2.6.10",
        "/*!\\n * Chart.js v3.9.1\\n~ pkg:npm/chart.js@3.9.1",
        "/** @license React v16.8.0~ pkg:npm/react@16.8.0",
        "//! moment.js\\n/*! moment.js version: 2.29.1 */~ pkg:npm/moment@2.29.1",
        "x=1;/*! axios v0.21.0 | (c) 2020 */y=2~ pkg:npm/axios@0.21.0"
      })
  void bundled_libraries_are_found_by_their_banners(String banner, String purl) {
    var file = banner.replace("\\n", "\n") + "\nlet a;\n";

    assertThat(components(Mpk.good().file("dist/bundle.js", file)))
        .extracting(NpmComponent::purl)
        .containsExactly(purl);
  }

  @Test
  void every_banner_of_a_minified_line_counts() {
    var line = "x=1;/*! a v1.0.0 */y=2;/*! b v2.0.0 */z=3\n";

    assertThat(components(Mpk.good().file("dist/bundle.js", line)))
        .extracting(NpmComponent::purl)
        .containsExactly("pkg:npm/a@1.0.0", "pkg:npm/b@2.0.0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "// since 1.2.3",
        "/** @since 4.17.20 */",
        " * Fixed in 1.2.3",
        "const v = '/lodash 4.17.20';",
        "/*! (c) 2020 somebody */"
      })
  void other_comments_name_no_library(String line) {
    assertThat(components(Mpk.good().file("dist/bundle.js", line + "\n"))).isEmpty();
  }

  @Test
  void files_that_cannot_be_read_are_passed_over() {
    var mpk =
        Mpk.good()
            .file("node_modules/a/package.json", "{")
            .file("node_modules/b/package.json", "[".repeat(5_000))
            .file("node_modules/c/package.json", "{\"name\": \"../x\", \"version\": \"1.0.0\"}")
            .file("node_modules/d/package.json", "{\"name\": [], \"version\": {}}")
            .file("package-lock.json", " ".repeat(5 << 20));

    var npm = Scanned.of(ShippedScan.scanner(), mpk).result().npm();

    assertThat(npm.components(ID)).isEmpty();
    assertThat(npm.unread())
        .containsExactly(
            "node_modules/a/package.json", "node_modules/b/package.json", "package-lock.json");
  }

  private static List<NpmComponent> components(Mpk mpk) {
    return Scanned.of(ShippedScan.scanner(), mpk).result().npm().components(ID);
  }
}
