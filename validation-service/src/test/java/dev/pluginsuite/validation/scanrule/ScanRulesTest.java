package dev.pluginsuite.validation.scanrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanRulesTest {
  private static final String RULE =
      """
      rules:
        - id: %s
          check: secrets
          severity: HIGH
          keywords: [moon]
          pattern: '%s'
          fileKinds: [CODE]
          message: A moon.
          remedy: Remove it.
      """;

  private static final Set<String> CHECKS =
      Set.of("secrets", "dynamic-code", "process-spawning", "obfuscation");

  @TempDir Path folder;

  @Test
  void an_operator_adds_replaces_and_removes_rules() throws IOException {
    var file = file(RULE.formatted("code-eval", "moon") + "remove: [secret-password]\n");

    var rules = ScanRules.shipped().with(file);

    assertThat(rules.of("secrets"))
        .extracting(it -> it.weakness().id())
        .contains("code-eval", "secret-aws-key")
        .doesNotContain("secret-password");
    assertThat(rules.of("dynamic-code"))
        .extracting(it -> it.weakness().id())
        .doesNotContain("code-eval");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "severity: HIGH| severity: GRAVE| cannot be read",
        "check: secrets| checks: secrets| Unrecognized field",
        "pattern: 'moon'| pattern: '(moon'| no RE2 pattern",
        "keywords: [moon]| keywords: [m]| two bytes",
        "id: moon-rule| id: Moon Rule| kebab-case",
        "severity: HIGH| cwe: 798| not like CWE-798",
        "severity: HIGH| cwe: CWE-798| needs a severity",
        "message: A moon.| minEntropy: 1| needs a message",
        "fileKinds: [CODE]| fileKinds: [PICTURE]| cannot be read",
        "rules:| rulez:| Unrecognized field",
        "remedy: Remove it.| pattern: x| cannot be read"
      })
  void a_slip_of_the_pen_is_told(String right, String wrong, String complaint) throws IOException {
    var file = file(RULE.formatted("moon-rule", "moon").replace(right.strip(), wrong.strip()));

    assertThatThrownBy(() -> ScanRules.shipped().with(file))
        .isInstanceOf(InvalidRules.class)
        .hasMessageContaining(complaint)
        .hasMessageContaining(file.toString());
  }

  @Test
  void a_rule_twice_or_for_no_check_or_a_removal_of_nothing_is_told() throws IOException {
    var twice = RULE.formatted("moon-rule", "moon");
    var file = file(twice + twice.substring(twice.indexOf('\n') + 1));
    var other = file(twice.replace("check: secrets", "check: moons"));
    var removal = file("remove: [moon-rule]\n");
    var shipped = ScanRules.shipped();

    assertThatThrownBy(() -> shipped.with(file)).hasMessageContaining("twice");
    assertThatThrownBy(() -> shipped.with(other).onlyFor(CHECKS))
        .hasMessageContaining("belongs to moons");
    assertThatThrownBy(() -> shipped.with(removal)).hasMessageContaining("is no rule");
    assertThatThrownBy(() -> shipped.with(folder.resolve("missing")))
        .isInstanceOf(InvalidRules.class);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "rules", ".yaml"), text);
  }
}
