package dev.pluginsuite.validation.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is grave is found among whatever is in front of it. */
class HiddenFindingsTest {
  private static final String EVAL = "eval(a);\n";

  @Test
  void many_findings_in_libraries_hide_none_in_the_plugins_own_code() {
    var mpk = Mpk.good();
    for (var i = 0; i < 300; i++) {
      mpk.file("node_modules/a/" + i + ".js", EVAL);
    }

    var scanned = Scanned.of(ShippedScan.scanner(), mpk.file("dist/a.js", EVAL));

    assertThat(scanned.result().stops()).isTrue();
    assertThat(scanned.findings())
        .filteredOn(it -> it.severity() == Level.CRITICAL)
        .extracting(it -> it.file())
        .containsExactly("dist/a.js");
    assertThat(scanned.findings()).hasSize(200);
  }

  @Test
  void many_mentions_in_comments_hide_nothing_in_the_code_below() {
    var scanned = Scanned.file("dist/a.js", "// eval(a) is bad\n".repeat(50) + EVAL);

    assertThat(scanned.result().stops()).isTrue();
    assertThat(scanned.findings()).extracting(it -> it.line()).contains(51);
  }

  @Test
  void a_nul_makes_no_binary_of_a_script() {
    var scanned = Scanned.file("dist/a.js", "/*\0*/\n" + EVAL);

    assertThat(scanned.result().stops()).isTrue();
  }

  @Test
  void more_than_is_looked_at_is_refused() {
    var findings = new ScanFindings();
    var bad = Weakness.everywhere("bad", null, Level.LOW, "Bad.", "Mend it.");
    for (var i = 0; i < 25_000; i++) {
      findings.add(bad, ScannedFile.of("f" + i, 0));
    }

    var told = findings.judged(new Libraries(List.of(), null));

    assertThat(told).hasSize(200);
    assertThat(told.get(0).ruleId()).isEqualTo("scan-finding-limit");
    assertThat(told.get(0).severity()).isEqualTo(Level.CRITICAL);
  }

  @Test
  void many_messages_about_one_file_are_not_kept() {
    var findings = new ScanFindings();
    var bad = Weakness.everywhere("bad", null, Level.LOW, "Bad.", "Mend it.");
    var text = "x".repeat(2_000);

    for (var i = 0; i < 600_000; i++) {
      findings.add(bad.saying(i + text), ScannedFile.of("package-lock.json", 0));
    }

    assertThat(findings.judged(new Libraries(List.of(), null))).hasSize(200);
  }
}
