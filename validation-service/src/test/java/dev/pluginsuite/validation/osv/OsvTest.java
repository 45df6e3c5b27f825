package dev.pluginsuite.validation.osv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.npm.NpmComponent;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import dev.pluginsuite.validation.scan.SkippedScan;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsvTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // events | version | included
        "introduced 0, fixed 1.2.3| 1.2.2| true",
        "introduced 0, fixed 1.2.3| 1.2.3| false",
        "introduced 0, fixed 1.2.3| 1.2.3-rc.1| true",
        "introduced 1.0.0, fixed 1.2.3| 0.9.9| false",
        "introduced 1.0.0, fixed 1.2.3| 1.0.0| true",
        "introduced 1.0.0, fixed 1.2.3, introduced 2.0.0, fixed 2.1.0| 1.5.0| false",
        "introduced 1.0.0, fixed 1.2.3, introduced 2.0.0, fixed 2.1.0| 2.0.5| true",
        "fixed 2.1.0, introduced 2.0.0, fixed 1.2.3, introduced 1.0.0| 2.0.5| true",
        "introduced 0, last_affected 1.2.3| 1.2.3| true",
        "introduced 0, last_affected 1.2.3| 1.2.4| false",
        "introduced 1.0.0, last_affected 1.0.0| 1.0.0| true",
        "introduced 1.0.0, last_affected 1.0.0| 1.0.1| false",
        "introduced 0, last_affected 1.0.0, introduced 2.0.0| 3.0.0| true",
        "introduced 0| 999.0.0| true",
        "introduced 0, limit 2.0.0| 1.9.9| true",
        "introduced 0, limit 2.0.0| 2.0.0| false",
        "introduced 0, limit *| 3.0.0| true",
        "introduced 0, limit 1.0.0, limit 2.0.0| 1.5.0| true",
        "fixed 1.0.0| 0.5.0| false"
      })
  void a_range_includes_what_its_events_say(String events, String version, boolean isIncluded) {
    assertThat(vulnerability(events).includes(version)).isEqualTo(isIncluded);
  }

  @Test
  void versions_that_are_named_or_are_none_count_too() {
    var extent =
        new Vulnerability.Extent(
            List.of("1.0", "5.0.0"), List.of(range("introduced 0, fixed 2.0.0")));
    var named = new Vulnerability("a", "X", null, null, null, extent);

    assertThat(named.includes("1.0")).isTrue();
    assertThat(named.includes("5.0.0")).isTrue();
    assertThat(named.includes("1.1")).isFalse();
    assertThat(vulnerability("introduced 0").includes("1.1")).isTrue();
    assertThat(vulnerability("introduced 0, fixed 9.0.0").includes("1.1")).isFalse();
  }

  @Test
  void the_remedy_is_the_fix_of_the_range_the_version_is_in() {
    var it = vulnerability("introduced 1.0.0, fixed 1.2.3, introduced 2.0.0, fixed 2.1.0");

    assertThat(it.fixAfter("1.1.0")).hasToString("Optional[1.2.3]");
    assertThat(it.fixAfter("2.0.0")).hasToString("Optional[2.1.0]");
    assertThat(vulnerability("introduced 0").fixAfter("1.0.0")).isEmpty();
  }

  @Test
  void an_export_is_read_and_other_ecosystems_and_withdrawn_ones_are_passed_over()
      throws IOException {
    var withdrawn = OsvZip.LODASH.replace("\"published\"", "\"withdrawn\"");
    var other = OsvZip.LODASH.replace("npm", "PyPI");
    var zip =
        new OsvZip()
            .with("GHSA-test-lodash.json", OsvZip.LODASH)
            .with("MAL-0000-1.json", OsvZip.MALICIOUS)
            .with("withdrawn.json", withdrawn)
            .with("other.json", other);
    var read = new ArrayList<Vulnerability>();

    var counts = new OsvExport(read::addAll).read(new ByteArrayInputStream(zip.bytes()));

    assertThat(counts).isEqualTo(new OsvCounts(2, 2, 2));
    assertThat(read).extracting(Vulnerability::packageName).containsExactly("lodash", "lodahs");
    assertThat(read.get(0).cwe()).isEqualTo("CWE-77");
    assertThat(read.get(0).severity()).isEqualTo("HIGH");
    assertThat(read.get(0).includes("4.17.20")).isTrue();
    assertThat(read.get(0).includes("4.17.21")).isFalse();
    assertThat(read.get(1).isMalicious()).isTrue();
  }

  @Test
  void what_is_no_export_is_refused() {
    var whole = new OsvZip().with("a.json", OsvZip.LODASH).bytes();

    assertInvalid("no zip".getBytes(UTF_8), "no zip file");
    assertInvalid(new OsvZip().with("a.json", "{").bytes(), "a.json is no advisory");
    assertInvalid(new OsvZip().with("a.txt", "x").bytes(), "only JSON files");
    assertInvalid(new OsvZip().with("a.json", "{\"x\": 1}").bytes(), "no advisory about an npm");
    for (var kept : List.of(10, 60, whole.length / 2)) {
      assertInvalid(Arrays.copyOf(whole, kept), "zip file");
    }
  }

  @Test
  void a_vulnerable_library_is_found_wherever_it_is() {
    var mpk =
        Mpk.good()
            .file("dist/bundle.js", "/*! lodash 4.17.20 */\n")
            .file("node_modules/b/node_modules/lodash/package.json", json("lodash", "4.17.19"))
            .file("node_modules/lodash/package.json", json("lodash", "4.17.21"))
            .file(
                "package-lock.json", "{\"dependencies\": {\"lodash\": {\"version\": \"4.0.0\"}}}");

    var found = scan(mpk, vulnerabilities());

    assertThat(found.findings())
        .extracting(it -> it.file())
        .containsExactlyInAnyOrder(
            "dist/bundle.js",
            "node_modules/b/node_modules/lodash/package.json",
            "package-lock.json");
    assertThat(found.findings())
        .allMatch(it -> it.severity() == Level.HIGH && "CWE-77".equals(it.cwe()))
        .allMatch(it -> it.message().contains("GHSA-test-lodash"))
        .allMatch(it -> it.remedy().equals("Take lodash 4.17.21 or later."));
    assertThat(found.result().stops()).isFalse();
  }

  @Test
  void an_advisory_that_speaks_of_a_library_twice_is_one_finding_with_the_later_fix() {
    var twice =
        List.of(
            vulnerability("introduced 0, fixed 1.2.3"),
            vulnerability("introduced 1.0.0, fixed 2.0.0"));
    var library = new NpmComponent("a", "1.1.0", null, null, "package.json");

    var found = VulnerableLibrary.among(List.of(library), twice);

    assertThat(found).extracting(VulnerableLibrary::fixedIn).containsExactly("2.0.0");
  }

  @Test
  void a_library_that_was_made_to_do_harm_stops_a_submission() {
    var mpk = Mpk.good().file("node_modules/lodahs/package.json", json("lodahs", "9.0.0"));

    var found = scan(mpk, vulnerabilities());

    assertThat(found.level("library-malicious")).isEqualTo(Level.CRITICAL);
    assertThat(found.result().stops()).isTrue();
  }

  @Test
  void an_export_is_read_in_little_memory_however_long_it_is() throws IOException {
    var export = folder.resolve("all.zip");
    try (var out = Files.newOutputStream(export)) {
      new SyntheticOsv(20_000).writeTo(out);
    }
    var batches = new AtomicInteger();
    var most = new AtomicLong();
    var before = used();

    OsvCounts counts;
    try (var in = Files.newInputStream(export)) {
      counts =
          new OsvExport(
                  batch -> {
                    if (batches.incrementAndGet() % 10 == 0) {
                      most.accumulateAndGet(used() - before, Math::max);
                    }
                  })
              .read(in);
    }

    assertThat(counts.advisories()).isEqualTo(20_000);
    assertThat(Files.size(export)).isGreaterThan(20L << 20);
    assertThat(most.get()).isLessThan(8L << 20);
  }

  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void without_a_database_the_check_is_skipped() {
    KnownVulnerabilities empty =
        names -> {
          throw new SkippedScan("Nothing was loaded.");
        };

    var run = scan(Mpk.good(), empty).result().runs().get(0);

    assertThat(run.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(run.note()).isEqualTo("Nothing was loaded.");
  }

  private static Scanned scan(Mpk mpk, KnownVulnerabilities known) {
    return Scanned.of(ShippedScan.with(List.of(new VulnerableLibrariesCheck(known))), mpk);
  }

  private static KnownVulnerabilities vulnerabilities() {
    return names ->
        read(new OsvZip().with("a.json", OsvZip.LODASH).with("b.json", OsvZip.MALICIOUS).bytes())
            .stream()
            .filter(it -> names.contains(it.packageName()))
            .toList();
  }

  private static void assertInvalid(byte[] bytes, String complaint) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(InvalidExport.class)
        .hasMessageContaining(complaint);
  }

  private static List<Vulnerability> read(byte[] bytes) throws IOException {
    var read = new ArrayList<Vulnerability>();
    new OsvExport(read::addAll).read(new ByteArrayInputStream(bytes));
    return read;
  }

  private static String json(String name, String version) {
    return "{\"name\": \"%s\", \"version\": \"%s\"}".formatted(name, version);
  }

  private static Vulnerability vulnerability(String events) {
    var extent = new Vulnerability.Extent(List.of(), List.of(range(events)));
    return new Vulnerability("a", "X", null, null, null, extent);
  }

  /** As it is in an advisory. */
  private static OsvRange range(String events) {
    var json = new StringBuilder();
    for (var event : events.split(", ", -1)) {
      var parts = event.split(" ", 2);
      json.append("{\"%s\": \"%s\"},".formatted(parts[0], parts[1]));
    }
    json.setLength(json.length() - 1);
    try {
      return new JsonMapper()
          .readValue("{\"type\": \"SEMVER\", \"events\": [%s]}".formatted(json), OsvRange.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
