package dev.pluginsuite.validation.pipeline;

import static dev.pluginsuite.api.registry.ValidationStatus.FAILED;
import static dev.pluginsuite.api.registry.ValidationStatus.PASSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.rules.ShippedRules;
import dev.pluginsuite.validation.scan.CheckRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ValidationPipelineTest {
  private static final ManifestRules RULES = ShippedRules.read();

  private final ValidationPipeline pipeline = new ValidationPipeline(ArchiveLimits.DEFAULT);

  @Test
  void a_good_submission_passes_with_its_risk() throws IOException {
    var bytes = Mpk.good().bytes();

    var report = validate(Manifests.GOOD, Mpk.sha256(bytes), bytes);

    assertThat(report.outcome()).isEqualTo(PASSED);
    assertThat(report.risk()).isEqualTo(RiskLevel.MEDIUM);
    assertThat(report.errors()).isEmpty();
    assertThat(report.warnings()).isEmpty();
    assertThat(report.securityFindings()).isEmpty();
    assertThat(report.checksum()).isEqualTo(Mpk.sha256(bytes));
    assertThat(report.size()).isEqualTo(bytes.length);
    assertThat(report.timings())
        .hasSize(22)
        .extracting(CheckRun::check)
        .contains("archive", "manifest-json", "manifest-main");
  }

  @Test
  void a_checksum_may_be_written_in_any_case_with_its_algorithm() throws IOException {
    var bytes = Mpk.good().bytes();
    var checksum = "sha256:" + Mpk.sha256(bytes).toUpperCase(Locale.ROOT);

    assertThat(validate(Manifests.GOOD, checksum, bytes).outcome()).isEqualTo(PASSED);
  }

  @Test
  void every_part_speaks_though_others_fail() throws IOException {
    var mpk =
        Mpk.empty()
            .file("manifest.json", Manifests.with("{\"license\": \"No\", \"author\": \"\"}"))
            .file("../x", "x");

    var report =
        validate(Manifests.with("{\"license\": \"No\", \"author\": \"\"}"), "00", mpk.bytes());

    assertThat(report.outcome()).isEqualTo(FAILED);
    assertThat(report.errors())
        .extracting(Finding::id, Finding::pointer)
        .containsExactly(
            tuple("package-readme", ""),
            tuple("package-checksum", ""),
            tuple("manifest-required", "/author"),
            tuple("manifest-main", "/main"));
    assertThat(report.warnings()).extracting(Finding::id).containsExactly("manifest-license");
    assertThat(report.securityFindings())
        .extracting(it -> it.ruleId())
        .containsExactly("archive-path-traversal");
  }

  @Test
  void the_manifest_in_the_package_has_to_be_the_submitted_one() throws IOException {
    var bytes = Mpk.good().bytes();
    var other = Manifests.with("{\"description\": \"Harmless.\"}");

    var report = validate(other, Mpk.sha256(bytes), bytes);

    assertThat(report.errors())
        .extracting(Finding::id, Finding::pointer)
        .containsExactly(tuple("package-manifest-submitted", "/description"));
  }

  @Test
  void spelling_does_not_make_a_manifest_another_one() throws IOException {
    var packed =
        Manifests.with(
            "{\"z\": 0.10000000000000000001, \"n\": 100, \"a\": {\"x\": 1, \"y\": [2.0]}}");
    var submitted = Manifests.with("{\"a\": {\"y\": [2], \"x\": 1.00}, \"n\": 1e2, \"z\": 0.1}");
    var bytes = Mpk.withManifest(packed).bytes();

    var report = validate(submitted, Mpk.sha256(bytes), bytes);

    assertThat(report.outcome()).isEqualTo(PASSED);
  }

  @Test
  void a_manifest_that_is_missing_or_no_json_is_named() throws IOException {
    var missing = Mpk.empty().file("README", "x").file("dist/index.js", "x").bytes();
    var broken = Mpk.withManifest("{").bytes();

    assertThat(validate(Manifests.GOOD, Mpk.sha256(missing), missing).errors())
        .extracting(Finding::id)
        .containsExactly("package-manifest");
    assertThat(validate(Manifests.GOOD, Mpk.sha256(broken), broken).errors())
        .extracting(Finding::id)
        .containsExactly("package-manifest-submitted");
  }

  @Test
  void of_an_archive_that_cannot_be_read_only_that_is_said() throws IOException {
    var noArchive = "no archive".getBytes(StandardCharsets.UTF_8);

    var report = validate(Manifests.GOOD, Mpk.sha256(noArchive), noArchive);

    assertThat(report.outcome()).isEqualTo(FAILED);
    assertThat(report.errors()).isEmpty();
    assertThat(report.securityFindings())
        .extracting(it -> it.ruleId())
        .containsExactly("archive-malformed");
  }

  @Test
  void a_dry_run_of_a_manifest_needs_no_package() {
    var report = pipeline.validateManifest(bytes(Manifests.GOOD), RULES);

    assertThat(report.outcome()).isEqualTo(PASSED);
    assertThat(report.size()).isNull();
    assertThat(report.risk()).isEqualTo(RiskLevel.MEDIUM);
  }

  @Test
  void a_dry_run_of_a_package_takes_the_manifest_in_it() throws IOException {
    var good = pipeline.validatePackage(Mpk.good().stream(), RULES);
    var bad =
        pipeline.validatePackage(
            Mpk.withManifest(Manifests.with("{\"main\": \"x.js\"}")).stream(), RULES);

    assertThat(good.outcome()).isEqualTo(PASSED);
    assertThat(bad.errors()).extracting(Finding::id).containsExactly("manifest-main");
  }

  @Test
  void a_manifest_that_cannot_be_read_has_no_risk() {
    var report = pipeline.validateManifest(bytes("[]"), RULES);

    assertThat(report.outcome()).isEqualTo(FAILED);
    assertThat(report.risk()).isNull();
  }

  @Test
  void every_requirement_is_listed_once() {
    assertThat(pipeline.requirements())
        .hasSize(26)
        .extracting(it -> it.id())
        .doesNotHaveDuplicates();
  }

  private Report validate(String manifest, String checksum, byte[] bytes) throws IOException {
    var submission = new Submission(Manifests.ID, Manifests.VERSION, checksum, manifest);
    return pipeline.validate(submission, new ByteArrayInputStream(bytes), RULES);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
