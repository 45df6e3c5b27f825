package dev.pluginsuite.validation.scan;

import static dev.pluginsuite.api.registry.ValidationStatus.FAILED;
import static dev.pluginsuite.api.registry.ValidationStatus.PASSED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.archive.ArchiveEntry;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.pipeline.Report;
import dev.pluginsuite.validation.pipeline.ScanIncomplete;
import dev.pluginsuite.validation.pipeline.Submission;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.rules.ShippedRules;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CodeScannerTest {
  private static final Weakness BAD =
      Weakness.everywhere("bad", null, Level.CRITICAL, "Bad.", "Mend it.");
  private static final Switches REQUIRED = new Switches(true, true, true);
  private static final Switches UNENFORCED = new Switches(true, false, false);
  private static final Switches OFF = new Switches(false, true, true);

  @Test
  void a_critical_finding_stops_only_where_the_check_is_enforced() throws IOException {
    assertThat(validate(new Finds(), Switches.ADVISED).outcome()).isEqualTo(FAILED);

    var unenforced = validate(new Finds(), UNENFORCED);

    assertThat(unenforced.outcome()).isEqualTo(PASSED);
    assertThat(unenforced.securityFindings()).extracting(it -> it.ruleId()).containsExactly("bad");
  }

  @Test
  void a_check_that_is_switched_off_is_skipped() throws IOException {
    var report = validate(new Finds(), OFF);

    assertThat(report.outcome()).isEqualTo(PASSED);
    assertThat(run(report).outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(run(report).note()).isEqualTo("It is switched off.");
  }

  @Test
  void a_check_that_fails_is_a_warning_unless_it_is_required() throws IOException {
    var report = validate(new Fails(), Switches.ADVISED);

    assertThat(report.outcome()).isEqualTo(PASSED);
    assertThat(report.warnings()).extracting(Finding::id).containsExactly("package-scanned");
    assertThat(report.warnings().get(0).message())
        .isEqualTo("The check test could not be carried out: out of order");
    assertThat(run(report).outcome()).isEqualTo(Outcome.FAILED);
    assertThatThrownBy(() -> validate(new Fails(), REQUIRED))
        .isInstanceOf(ScanIncomplete.class)
        .hasMessage("The required check test failed: out of order");
  }

  @Test
  void what_is_refused_anyway_is_refused_without_the_check() throws IOException {
    var bytes = Mpk.good().file("../x", "x").bytes();

    assertThat(validate(new Fails(), REQUIRED, bytes).outcome()).isEqualTo(FAILED);
  }

  @Test
  void every_check_is_told_with_its_outcome_and_time() throws IOException {
    var report = validate(new Finds(), Switches.ADVISED);

    assertThat(report.timings())
        .extracting(CheckRun::check)
        .contains("archive", "manifest-id", "test");
    assertThat(report.timings()).allMatch(it -> it.outcome() != null && it.micros() >= 0);
    assertThat(run(report).outcome()).isEqualTo(Outcome.FOUND);
  }

  @Test
  void a_switch_for_no_check_is_told() {
    assertThatThrownBy(() -> new CodeScanner(List.of(new Finds()), Map.of("tset", REQUIRED), 1))
        .hasMessage("There are switches for [tset], but the scan checks are [test].");
  }

  @Test
  void text_is_searched_up_to_a_limit_that_is_said() {
    var lines = new Lines();
    var scanner = new CodeScanner(List.of(lines), Map.of(), 1_000);

    var found =
        Scanned.of(
            scanner, Mpk.empty().file("a.js", "123456789\n".repeat(500)).file("b.js", "x\n"));

    assertThat(lines.count).isEqualTo(101);
    assertThat(found.rules()).containsExactly("scan-text-limit");
    assertThat(found.findings().get(0).file()).isEqualTo("a.js");
  }

  @Test
  void a_large_package_is_scanned_in_little_memory() throws IOException {
    var scanner = ShippedScan.scanner();
    var line = "const value = lookup(table, 'key');\n".getBytes(UTF_8);
    var most = 0L;

    try (var scan = scanner.begin()) {
      scan.begins(new ArchiveEntry("dist/a.js", ArchiveEntry.Kind.FILE, 64L << 20));
      var before = used();
      for (var i = 0; i < (64 << 20) / line.length; i++) {
        scan.bytes(line, line.length);
      }
      most = used() - before;
      scan.ends();
    }

    assertThat(most).isLessThan(8L << 20);
  }

  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static CheckRun run(Report report) {
    return report.timings().stream()
        .filter(it -> it.check().equals("test"))
        .findFirst()
        .orElseThrow();
  }

  private static Report validate(ScanCheck check, Switches switches) throws IOException {
    return validate(check, switches, Mpk.good().bytes());
  }

  private static Report validate(ScanCheck check, Switches switches, byte[] bytes)
      throws IOException {
    var scanner = new CodeScanner(List.of(check), Map.of("test", switches), 1 << 20);
    var pipeline = new ValidationPipeline(ArchiveLimits.DEFAULT, scanner);
    var submission =
        new Submission(Manifests.ID, Manifests.VERSION, Mpk.sha256(bytes), Manifests.GOOD);
    return pipeline.validate(submission, new ByteArrayInputStream(bytes), ShippedRules.read());
  }

  private abstract static class TestCheck implements ScanCheck {
    @Override
    public String id() {
      return "test";
    }

    @Override
    public String purpose() {
      return "Tests.";
    }

    @Override
    public List<Weakness> weaknesses() {
      return List.of(BAD);
    }
  }

  private static final class Finds extends TestCheck {
    @Override
    public PackageScan begin(ScanFindings findings) {
      return new PackageScan() {
        @Override
        public void packageEnds(ScannedPackage contents) {
          findings.add(BAD);
        }
      };
    }
  }

  private static final class Fails extends TestCheck {
    @Override
    public PackageScan begin(ScanFindings findings) {
      return new PackageScan() {
        @Override
        public void fileEnds() throws IOException {
          throw new IOException("out of order");
        }
      };
    }
  }

  private static final class Lines extends TestCheck {
    private int count;

    @Override
    public List<String> keywords() {
      return List.of("9", "X");
    }

    @Override
    public PackageScan begin(ScanFindings findings) {
      return new PackageScan() {
        @Override
        public void line(TextWindow window) {
          count++;
        }
      };
    }
  }
}
