package dev.pluginsuite.validation.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.Finding.Severity;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.rules.ShippedRules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Word for word what a developer is told: clients know the ids, people read the rest. */
class NineteenChecksTest {
  private static final ManifestRules RULES =
      ShippedRules.read().withMesVersions(List.of(SemVer.of("4.2.0"), SemVer.of("5.0.1")));
  private static final Set<String> FILES = Set.of("dist/index.js");

  private final ManifestReader reader = new ManifestReader();
  private final ManifestChecks checks = new ManifestChecks();

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 | manifest-json | ERROR | [] | `` | The manifest is not a JSON object. | Write one JSON object (RFC 8259) in UTF-8, each name once, of at most 256 KiB.
          2 | manifest-required | ERROR | {"author": ""} | /author | author is empty. | Give author as a text that is not empty.
          3 | manifest-id | ERROR | {"id": "Supplier"} | /id | id Supplier is not a plugin id. | Write 3 to 64 lower-case letters and digits, with single hyphens between.
          4 | manifest-id-submitted | ERROR | {"id": "other-plugin"} | /id | id is other-plugin, but supplier-risk was submitted. | Submit what the manifest says, or write supplier-risk.
          5 | manifest-name | ERROR | {"name": "two\\nlines"} | /name | name has a control character. | Write 1 to 128 characters without control characters.
          6 | manifest-version | ERROR | {"version": "v1.2.0"} | /version | version v1.2.0 is not a semantic version. | Write major.minor.patch, such as 1.2.3 or 1.2.3-beta.1, without a leading v.
          7 | manifest-version-submitted | ERROR | {"version": "1.2.1"} | /version | version is 1.2.1, but 1.2.0 was submitted. | Submit what the manifest says, or write 1.2.0.
          8 | manifest-api-version | ERROR | {"apiVersion": "1"} | /apiVersion | apiVersion 1 is not a semantic version. | Write major.minor.patch, such as 1.2.3 or 1.2.3-beta.1, without a leading v.
          9 | manifest-api-compatible | ERROR | {"apiVersion": "2.0.0"} | /apiVersion | apiVersion is 2.0.0, but the host's is 1.0.0. | Build for an API version 1.x that is not newer than 1.0.0.
          10 | manifest-mes-version | ERROR | {"mesVersion": "latest"} | /mesVersion | mesVersion "latest" is not a version range. | Write a range such as ^4.0.0 or >=4.1.0,<6.0.0, or leave it out for any.
          11 | manifest-mes-sites | WARNING | {"mesVersion": "^7.0.0"} | /mesVersion | No registered site's MES is in ^7.0.0. | Check the range; the sites have [4.2.0, 5.0.1].
          12 | manifest-license | WARNING | {"license": "mit"} | /license | license mit is not known. | Write MIT.
          13 | manifest-hooks | ERROR | {"hooks": ["workOrder.explode"]} | /hooks/0 | workOrder.explode is not a hook point. | Use one of the hook points that GET /admin/plugin-registry/rules lists.
          14 | manifest-hook-use | WARNING | {"hooks": ["report.generate"]} | /hooks/0 | report.generate needs a permission that the plugin does not ask for. | Add reports:write to permissions, or remove the hook.
          15 | manifest-permissions | ERROR | {"permissions": ["materials:read", "moon:write"]} | /permissions/1 | "moon:write" is not a permission. | Name each once, of those that GET /admin/plugin-registry/rules lists.
          16 | manifest-dependencies | ERROR | {"dependencies": {"supplier-risk": "^1.0.0"}} | /dependencies/supplier-risk | The plugin depends on itself. | Remove this dependency.
          17 | manifest-dependency-ranges | ERROR | {"dependencies": {"supplier-db": "latest"}} | /dependencies/supplier-db | latest is not a version range. | Write a range such as ^2.0.0, ~1.4.0 or >=1.5.0,<3.0.0.
          18 | manifest-configuration | ERROR | {"configuration": {"limit": {"type": "integer"}}} | /configuration/limit/type | type is "integer". | Write string, number, boolean, array or object.
          19 | manifest-main | ERROR | {"main": "dist/other.js"} | /main | main dist/other.js is not in the package. | Write the path of a file in the package, with / and without .., such as dist/index.js.
          """)
  @Tag("SEED-10")
  @Tag("SEED-12")
  @Tag("SEED-14")
  void says_where_it_is_what_is_wrong_and_what_to_do(
      int number,
      String id,
      Severity severity,
      String change,
      String pointer,
      String message,
      String remedy) {
    var written = reader.read(change.startsWith("[") ? change : Manifests.with(change));

    var results =
        checks.run(new ManifestUnderTest(written, Manifests.ID, Manifests.VERSION, FILES, RULES));

    assertThat(results.stream().flatMap(it -> it.findings().stream()))
        .filteredOn(it -> Integer.valueOf(number).equals(it.number()))
        .containsExactly(new Finding(id, number, severity, pointer, message, remedy));
  }
}
