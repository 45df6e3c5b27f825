package dev.pluginsuite.validation.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.rules.ShippedRules;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each check both ways: what it lets pass, and exactly what it says of what it does not. */
class ManifestChecksTest {
  private static final ManifestRules RULES =
      ShippedRules.read().withMesVersions(List.of(SemVer.of("4.2.0"), SemVer.of("5.0.1")));
  private static final Set<String> FILES = Set.of("manifest.json", "README.md", "dist/index.js");

  private final ManifestReader reader = new ManifestReader();
  private final ManifestChecks checks = new ManifestChecks();

  @ParameterizedTest
  @ValueSource(strings = {"permissions", "hooks"})
  void of_very_many_faults_only_the_first_are_held(String field) {
    var manifest = "{\"%s\": [%s0]}".formatted(field, "0,".repeat(10_000));
    var read = new ManifestUnderTest(reader.read(manifest), null, null, null, RULES);
    var check = field.equals("hooks") ? new HooksCheck() : new PermissionsCheck();

    assertThat(check.check(read)).hasSize(100);
  }

  @Test
  void a_good_manifest_has_no_findings() {
    assertThat(check(Manifests.GOOD)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id": "abc"}                                  |
          {"id": "3d-viewer-2"}                          |
          {"id": "a23456789-a23456789-a23456789-a23456789-a23456789-a23456789-a234"}  |
          {"id": "a23456789-a23456789-a23456789-a23456789-a23456789-a23456789-a2345"} | 3 manifest-id /id
          {"id": "risk-"}                                | 3 manifest-id /id
          {"id": "risk\\n"}                             | 3 manifest-id /id
          {"id": "ab"}                                   | 3 manifest-id /id
          {"id": "Supplier-Risk"}                        | 3 manifest-id /id
          {"id": "supplier--risk"}                       | 3 manifest-id /id
          {"id": "-risk"}                                | 3 manifest-id /id
          {"id": "risk_analyzer"}                        | 3 manifest-id /id
          {"id": "../../etc"}                            | 3 manifest-id /id
          {"name": "名前 😀"}                             |
          {"name": "two\\nlines"}                        | 5 manifest-name /name
          {"name": "evil\\u202Egpj.exe"}                 | 5 manifest-name /name
          {"version": "1.0.0-rc.1+7"}                    |
          {"version": "v1.0.0"}                          | 6 manifest-version /version
          {"version": "1.0"}                             | 6 manifest-version /version
          {"version": "01.0.0"}                          | 6 manifest-version /version
          {"apiVersion": "1.0.0-beta"}                   |
          {"apiVersion": "1.0.0+host"}                   |
          {"apiVersion": "1.0.0-"}                       | 8 manifest-api-version /apiVersion
          {"apiVersion": "1"}                            | 8 manifest-api-version /apiVersion
          {"apiVersion": "2.0.0"}                        | 9 manifest-api-compatible /apiVersion
          {"apiVersion": "0.9.0"}                        | 9 manifest-api-compatible /apiVersion
          {"apiVersion": "1.0.1"}                        | 9 manifest-api-compatible /apiVersion
          {"mesVersion": null}                           |
          `{"mesVersion": "~4.2.0 || 9.x"}`              |
          {"mesVersion": "latest"}                       | 10 manifest-mes-version /mesVersion
          {"mesVersion": ""}                             | 10 manifest-mes-version /mesVersion
          {"mesVersion": 4}                              | 10 manifest-mes-version /mesVersion
          {"mesVersion": "^7.0.0"}                       | 11 manifest-mes-sites /mesVersion
          {"license": "Proprietary"}                     |
          {"license": "MIT"}                             |
          {"license": "mit"}                             | 12 manifest-license /license
          {"license": "Yes"}                             | 12 manifest-license /license
          {"license": ""}                                | 12 manifest-license /license
          {"hooks": []}                                  |
          {"hooks": null}                                |
          {"hooks": {"data": ["material.afterCreate"], "ui": []}} |
          {"hooks": [{"point": "external.sync", "priority": 0, "timeout": 1}]} |
          {"hooks": [{"point": "external.sync", "priority": null, "handler": null}]} |
          {"hooks": ["workOrder.explode"]}               | 13 manifest-hooks /hooks/0
          {"hooks": [{"point": "nowhere"}]}              | 13 manifest-hooks /hooks/0/point
          {"hooks": {"ui": ["external.sync", "nowhere"]}} | 13 manifest-hooks /hooks/ui/1
          {"hooks": {"magic": ["external.sync"]}}        | 13 manifest-hooks /hooks/magic
          {"hooks": {"ui": "external.sync"}}             | 13 manifest-hooks /hooks/ui
          {"hooks": "external.sync"}                     | 13 manifest-hooks /hooks
          {"hooks": [7]}                                 | 13 manifest-hooks /hooks/0
          {"hooks": [{"handler": "x"}]}                  | 13 manifest-hooks /hooks/0
          {"hooks": [{"point": "external.sync", "priority": 101}]}   | 13 manifest-hooks /hooks/0/priority
          {"hooks": [{"point": "external.sync", "priority": -1}]}    | 13 manifest-hooks /hooks/0/priority
          {"hooks": [{"point": "external.sync", "priority": "50"}]}  | 13 manifest-hooks /hooks/0/priority
          {"hooks": [{"point": "external.sync", "priority": 1.5}]}   | 13 manifest-hooks /hooks/0/priority
          {"hooks": [{"point": "external.sync", "priority": 1e99}]}  | 13 manifest-hooks /hooks/0/priority
          {"hooks": [{"point": "external.sync", "timeout": 0}]}      | 13 manifest-hooks /hooks/0/timeout
          {"hooks": [{"point": "external.sync", "timeout": 60001}]}  | 13 manifest-hooks /hooks/0/timeout
          {"hooks": [{"point": "external.sync", "timeout": 99999999999}]} | 13 manifest-hooks /hooks/0/timeout
          {"hooks": [{"point": "external.sync", "handler": ""}]}     | 13 manifest-hooks /hooks/0/handler
          {"hooks": ["external.sync", "external.sync"]}  | 14 manifest-hook-use /hooks/1
          {"hooks": ["report.generate"]}                 | 14 manifest-hook-use /hooks/0
          {"hooks": {"data": [{"point": "quality.validateMetrics"}]}} | 14 manifest-hook-use /hooks/data/0/point
          {"permissions": ["work_orders:write", "materials:read", "users:write"]} |
          {"hooks": [], "permissions": null}             |
          {"hooks": [], "permissions": ["moon:write"]}   | 15 manifest-permissions /permissions/0
          {"hooks": [], "permissions": [1]}              | 15 manifest-permissions /permissions/0
          {"hooks": [], "permissions": ["users:read", "users:read"]} | 15 manifest-permissions /permissions/1
          {"hooks": [], "permissions": "users:read"}     | 15 manifest-permissions /permissions
          {"dependencies": {}}                           |
          {"dependencies": null}                         |
          `{"dependencies": {"supplier-db": "*", "data-sync": "1 || 2"}}` |
          {"dependencies": ["supplier-db"]}              | 16 manifest-dependencies /dependencies
          {"dependencies": {"Supplier DB": "^1"}}        | 16 manifest-dependencies /dependencies/Supplier DB
          {"dependencies": {"supplier-risk": "^1"}}      | 16 manifest-dependencies /dependencies/supplier-risk
          {"dependencies": {"supplier-db": 2}}           | 16 manifest-dependencies /dependencies/supplier-db
          {"dependencies": {"a/b": "^1"}}                | 16 manifest-dependencies /dependencies/a~1b
          {"dependencies": {"supplier-db": "latest"}}    | 17 manifest-dependency-ranges /dependencies/supplier-db
          {"dependencies": {"supplier-db": "[1,2)"}}     | 17 manifest-dependency-ranges /dependencies/supplier-db
          {"configuration": {"n": {"type": "number", "default": 1}}} |
          {"configuration": {}}                          |
          {"configuration": null}                        |
          {"configuration": {"n": {"type": "string", "required": false, "default": null}}} |
          {"configuration": {"n": {"type": "string", "description": 1}}}  | 18 manifest-configuration /configuration/n/description
          {"configuration": []}                          | 18 manifest-configuration /configuration
          {"configuration": {"n": "number"}}             | 18 manifest-configuration /configuration/n
          {"configuration": {"n": {"type": "integer"}}}  | 18 manifest-configuration /configuration/n/type
          {"configuration": {"n": {"required": true}}}   | 18 manifest-configuration /configuration/n/type
          {"configuration": {"n": {"type": "number", "required": "yes"}}} | 18 manifest-configuration /configuration/n/required
          {"configuration": {"n": {"type": "number", "default": "1"}}}    | 18 manifest-configuration /configuration/n/default
          {"configuration": {"n": {"type": "string", "default": 1}}}      | 18 manifest-configuration /configuration/n/default
          {"configuration": {"n": {"type": "boolean", "default": 0}}}     | 18 manifest-configuration /configuration/n/default
          {"configuration": {"n": {"type": "array", "default": {}}}}      | 18 manifest-configuration /configuration/n/default
          {"configuration": {"n": {"type": "object", "default": []}}}     | 18 manifest-configuration /configuration/n/default
          {"configuration": {"n": {"type": "string", "secret": 1}}}       | 18 manifest-configuration /configuration/n/secret
          {"main": "./dist/index.js"}                    |
          {"main": null}                                 |
          {"main": "dist"}                               | 19 manifest-main /main
          {"main": "Dist/index.js"}                      | 19 manifest-main /main
          {"main": "dist/other.js"}                      | 19 manifest-main /main
          {"main": "/dist/index.js"}                     | 19 manifest-main /main
          {"main": "dist/../../index.js"}                | 19 manifest-main /main
          {"main": ".."}                                 | 19 manifest-main /main
          {"main": "C:/index.js"}                        | 19 manifest-main /main
          {"main": "dist\\\\index.js"}                   | 19 manifest-main /main
          {"main": ""}                                   | 19 manifest-main /main
          {"main": ["dist/index.js"]}                    | 19 manifest-main /main
          {"licenseType": "LEASE"}                       | null manifest-field-type /licenseType
          {"licenseType": "UNKNOWN"}                     | null manifest-field-type /licenseType
          {"description": {}}                            | null manifest-field-type /description
          {"license": ["MIT"]}                           | null manifest-field-type /license
          {"autor": "typo"}                              | null manifest-unknown-field /autor
          {"hooks": [{"point": "external.sync", "prio": 1}]} | null manifest-unknown-field /hooks/0/prio
          {"configuration": {"n": {"type": "string", "requried": true}}} | null manifest-unknown-field /configuration/n/requried
          """)
  void says_exactly_what_is_wrong_and_where(String changes, @Nullable String expected) {
    var findings = check(Manifests.with(changes));

    assertThat(findings)
        .extracting(it -> it.number() + " " + it.id() + " " + it.pointer())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  @Test
  void a_version_fits_into_the_name_of_a_folder() {
    var longest = "1.0.0-" + "a".repeat(122);

    assertThat(check(Manifests.with("{\"version\": \"%s\"}".formatted(longest)))).isEmpty();
    assertThat(check(Manifests.with("{\"version\": \"%sa\"}".formatted(longest))))
        .extracting(Finding::id)
        .containsExactly("manifest-version");
  }

  @ParameterizedTest
  @CsvSource({"id", "name", "version", "author", "apiVersion"})
  void a_required_field_is_missed_once_whether_absent_empty_null_or_no_text(String field) {
    var bad =
        List.of(
            Manifests.without(field),
            Manifests.with("{\"%s\": \" \"}".formatted(field)),
            Manifests.with("{\"%s\": null}".formatted(field)),
            Manifests.with("{\"%s\": 1}".formatted(field)));

    assertThat(bad)
        .allSatisfy(
            manifest ->
                assertThat(check(manifest))
                    .extracting(Finding::number, Finding::id, Finding::pointer)
                    .containsExactly(tuple(2, "manifest-required", "/" + field)));
  }

  @Test
  void another_id_or_version_than_submitted_is_an_error() {
    var reading = reader.read(Manifests.GOOD);

    var findings = run(new ManifestUnderTest(reading, "other-plugin", "1.2.1", FILES, RULES));

    assertThat(findings)
        .extracting(Finding::id)
        .containsExactly("manifest-id-submitted", "manifest-version-submitted");
  }

  @Test
  void a_name_of_129_characters_is_too_long_however_many_bytes_each_takes() {
    assertThat(check(Manifests.with("{\"name\": \"" + "😀".repeat(128) + "\"}"))).isEmpty();
    assertThat(check(Manifests.with("{\"name\": \"" + "n".repeat(129) + "\"}")))
        .extracting(Finding::id)
        .containsExactly("manifest-name");
  }

  @Test
  void five_faults_give_exactly_five_findings_at_once() {
    var findings =
        check(
            Manifests.with(
                """
                {"author": "", "version": "1.0", "mesVersion": "new", "main": "../x",
                 "permissions": ["work_orders:write", "materials:read", "moon:write"]}"""));

    assertThat(findings).extracting(Finding::number).containsExactly(2, 6, 10, 15, 19);
  }

  @Test
  void without_any_registered_site_nobody_can_say_that_none_fits() {
    var manifest = Manifests.with("{\"mesVersion\": \"^7.0.0\"}");
    var rules = RULES.withMesVersions(List.of());

    var findings = run(new ManifestUnderTest(reader.read(manifest), null, null, FILES, rules));

    assertThat(findings).isEmpty();
  }

  @Test
  void without_the_package_main_only_has_to_be_relative() {
    var manifest = Manifests.with("{\"main\": \"dist/other.js\"}");

    var findings = run(new ManifestUnderTest(reader.read(manifest), null, null, null, RULES));

    assertThat(findings).isEmpty();
  }

  @Test
  void without_the_package_a_line_separator_hides_no_parent_in_main() {
    var manifest = Manifests.with("{\"main\": \"a\u2028/../../x\"}");

    var findings = run(new ManifestUnderTest(reader.read(manifest), null, null, null, RULES));

    assertThat(findings).extracting(Finding::id).containsExactly("manifest-main");
  }

  @Test
  @Tag("SEED-10")
  void the_nineteen_are_numbered_without_a_gap_and_every_id_is_there_once() {
    var requirements = checks.requirements();

    assertThat(requirements)
        .filteredOn(it -> it.number() != null)
        .extracting(Requirement::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 19).boxed().toList());
    assertThat(requirements).extracting(Requirement::id).doesNotHaveDuplicates();
  }

  @Test
  void a_flood_of_faults_is_cut() {
    var many =
        String.join(",", IntStream.range(0, 9_000).mapToObj(it -> "\"f" + it + "\":1").toList());

    var findings = check(Manifests.with("{" + many + "}"));

    assertThat(findings).hasSize(100);
  }

  /** As if what the manifest says had been submitted. */
  private List<Finding> check(String manifest) {
    var reading = reader.read(manifest);
    var id = reading.json().path("id").textValue();
    var version = reading.json().path("version").textValue();
    return run(new ManifestUnderTest(reading, id, version, FILES, RULES));
  }

  private List<Finding> run(ManifestUnderTest manifest) {
    return checks.run(manifest).stream().flatMap(it -> it.findings().stream()).toList();
  }
}
