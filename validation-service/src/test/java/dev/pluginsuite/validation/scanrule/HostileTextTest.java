package dev.pluginsuite.validation.scanrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scanning.Scanned;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Text that is made to keep the scan busy. */
class HostileTextTest {
  private static final List<String> BETWEEN =
      List.of(" ", "(", "'", "\"", "=", ".", "https://", "|", "\\x41", "AKIA", "0", "a", ": ", ",");

  private final Random random = new Random(11);

  @Test
  void one_line_of_nothing_but_keywords_is_refused_when_its_time_is_over() {
    var shipped = ShippedScan.scanner();
    var hurried = new CodeScanner(shipped.checks(), Map.of(), 8 << 20, Duration.ofMillis(20));
    var mpk = Mpk.good().file("dist/a.js", keywords(1 << 20)).file("dist/b.js", keywords(1 << 20));
    var start = cpuTime();

    var scanned = Scanned.of(hurried, mpk);

    assertThat(scanned.level("scan-time-limit")).isEqualTo(Level.CRITICAL);
    assertThat(scanned.result().stops()).isTrue();
    assertThat(Duration.ofNanos(cpuTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void time_grows_with_the_length_of_a_line_and_no_faster() {
    var scanner = ShippedScan.scanner();
    nanos(scanner, 64 << 10);

    var little = nanos(scanner, 64 << 10);
    var much = nanos(scanner, 512 << 10);

    assertThat(much).isLessThan(8 * 4 * little);
  }

  private long nanos(CodeScanner scanner, int length) {
    var mpk = Mpk.good().file("dist/a.js", keywords(length));
    var start = cpuTime();
    assertThat(Scanned.of(scanner, mpk).findings()).isNotEmpty();
    return cpuTime() - start;
  }

  /** What others do on this machine meanwhile takes none of it. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private String keywords(int length) {
    var all =
        ShippedScan.scanner().checks().stream().flatMap(it -> it.keywords().stream()).toList();
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append(all.get(random.nextInt(all.size())));
      text.append(BETWEEN.get(random.nextInt(BETWEEN.size())));
    }
    return text.toString();
  }
}
