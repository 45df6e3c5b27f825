package dev.pluginsuite.validation.antivirus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AntivirusCheckTest {
  private static final int LIMIT = 100_000;

  private final FakeClamd clamd = new FakeClamd(LIMIT);

  @AfterEach
  void stop() {
    clamd.close();
  }

  @Test
  void what_clamd_knows_stops_a_submission_even_in_a_library() {
    var mpk =
        Mpk.good()
            .file("empty", "")
            .file("node_modules/x/a.bin", "a".repeat(40_000) + FakeClamd.VIRUS);

    var scanned = scan(clamd.address(), mpk);

    assertThat(scanned.level("antivirus-malware")).isEqualTo(Level.CRITICAL);
    assertThat(scanned.findings()).hasSize(1);
    assertThat(scanned.findings().get(0).message()).contains("Test.Virus");
    assertThat(scanned.result().stops()).isTrue();
    assertThat(clamd.connections()).isEqualTo(1);
  }

  @Test
  void a_file_larger_than_clamd_takes_is_said_and_the_rest_is_scanned() {
    var mpk = Mpk.good().file("big.bin", "a".repeat(3 * LIMIT)).file("z.bin", FakeClamd.VIRUS);

    var scanned = scan(clamd.address(), mpk);

    assertThat(scanned.rules()).containsExactly("antivirus-size-limit", "antivirus-malware");
  }

  @Test
  void no_more_of_a_file_is_shown_than_is_configured() {
    var address = clamd.address(Duration.ofSeconds(20), 50_000);
    var mpk = Mpk.good().file("a.bin", "a".repeat(60_000)).file("b.bin", "a".repeat(50_000));

    var scanned = scan(address, mpk);

    assertThat(scanned.findings()).hasSize(1);
    assertThat(scanned.level("antivirus-size-limit")).isEqualTo(Level.MEDIUM);
    assertThat(scanned.findings().get(0).file()).isEqualTo("a.bin");
  }

  @Test
  void a_clamd_that_is_silent_is_a_failure_of_the_check() {
    clamd.fallSilent();

    var silent = scan(clamd.address(Duration.ofMillis(300), LIMIT), Mpk.good());

    assertThat(silent.result().runs().get(0).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** A port that is taken and not listened on: one that was given up may be anybody's. */
  @Test
  void a_clamd_that_is_away_is_a_failure_of_the_check() throws IOException {
    Scanned away;
    try (var taken = new Socket()) {
      taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var second = Duration.ofSeconds(1);
      var address =
          new ClamdAddress("127.0.0.1", taken.getLocalPort(), LIMIT, second, second, second);
      away = scan(address, Mpk.good());
    }

    assertThat(away.result().runs().get(0).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(away.result().runs().get(0).note()).contains("refused");
    assertThat(away.result().stops()).isFalse();
  }

  @Test
  void without_a_clamd_the_check_is_skipped() {
    var run = scan(null, Mpk.good()).result().runs().get(0);

    assertThat(run.outcome()).isEqualTo(Outcome.SKIPPED);
    assertThat(run.note()).isEqualTo("No virus scanner is configured.");
  }

  private static Scanned scan(@Nullable ClamdAddress address, Mpk mpk) {
    return Scanned.of(ShippedScan.with(List.of(new AntivirusCheck(address))), mpk);
  }
}
