package dev.pluginsuite.agent.reconcile;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.agent.reconcile.Documents.generation;
import static dev.pluginsuite.agent.reconcile.Documents.installed;
import static dev.pluginsuite.agent.reconcile.Documents.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import dev.pluginsuite.agent.disk.FileDisk;
import dev.pluginsuite.agent.reconcile.Crashes.Crash;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Killed before or after anything it does, and started again, the agent ends the same. */
class CrashTest {
  private static final DesiredState OLD =
      generation(
          1,
          active("app", "1.0.0", "lib"),
          active("lib", "1.0.0"),
          active("gone", "1.0.0", "lib"),
          installed("idle", "1.0.0"));
  private static final DesiredState NEW =
      generation(
          2,
          active("app", "1.0.0", "lib"),
          active("lib", "2.0.0"),
          with(active("idle", "1.0.0"), Map.of("line", 7)),
          active("fresh", "1.0.0", "app"));

  @TempDir Path folder;

  enum Story {
    SUCCESS(),
    DOES_NOT_START("+fresh 1.0.0"),
    DOES_NOT_STOP("-lib"),
    CANNOT_BE_HAD("fresh 1.0.0");

    private final List<String> refused;

    Story(String... refused) {
      this.refused = List.of(refused);
    }

    void prepare(SimulatedSite site) {
      for (var it : refused) {
        site.host.refused.add(it.startsWith("+") ? it.substring(1) : it);
        site.packages.refused.add(it);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void once(Story story) throws IOException {
    var expected = expected(story);
    var point = 0;
    for (var isOver = false; !isOver; point++) {
      var site = site(story, new MemoryDisk());
      isOver = !crashed(site, point);
      site.settle(NEW);
      assertSame(site, expected, "crash " + point);
    }
    assertThat(point).isGreaterThan(60);
  }

  @ParameterizedTest
  @EnumSource
  void twice(Story story) throws IOException {
    var expected = expected(story);
    var isOver = false;
    for (var first = 0; !isOver; first += 7) {
      var isSecondOver = false;
      for (var second = 0; !isSecondOver; second += 5) {
        var site = site(story, new MemoryDisk());
        isOver = !crashed(site, first);
        isSecondOver = !crashed(site, second);
        site.settle(NEW);
        assertSame(site, expected, "crashes %d and %d".formatted(first, second));
      }
    }
  }

  /** Every so many only: real files are slow. */
  @ParameterizedTest
  @EnumSource
  void on_real_files(Story story) throws IOException {
    var expected = expected(story);
    var isOver = false;
    for (var point = 0; !isOver; point += 3) {
      var home = Files.createDirectory(folder.resolve(story + "-" + point));
      var site = site(story, new FileDisk(home));
      isOver = !crashed(site, point);
      site.disk = new FileDisk(home);
      site.settle(NEW);
      assertSame(site, expected, "crash " + point);
      assertNothingIsLeft(home);
    }
  }

  /** Except where a stop fails: a host that restarted needs not stop anything. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "DOES_NOT_STOP")
  void together_with_the_host(Story story) throws IOException {
    var expected = expected(story);
    var isOver = false;
    for (var point = 0; !isOver; point++) {
      var site = site(story, new MemoryDisk());
      isOver = !crashed(site, point);
      site.host.restart();
      site.settle(NEW);
      assertSame(site, expected, "crash " + point);
    }
  }

  private static SimulatedSite expected(Story story) {
    var expected = site(story, new MemoryDisk());
    expected.settle(NEW);
    return expected;
  }

  private static SimulatedSite site(Story story, Disk disk) {
    var site = new SimulatedSite();
    site.disk = disk;
    site.settle(OLD);
    story.prepare(site);
    return site;
  }

  /** False if the agent came to an end before the crash. */
  private static boolean crashed(SimulatedSite site, int point) {
    var crashes = new Crashes(point);
    var fragile =
        new Site(
            crashes.around(Disk.class, site.disk),
            crashes.around(Host.class, site.host),
            crashes.around(Packages.class, site.packages),
            crashes.around(Secrets.class, site.secrets));
    try {
      var reconciler = new Reconciler(fragile);
      for (var pass = 0; pass < 10 && reconciler.reconcile(NEW) != Outcome.SETTLED; pass++) {}
      return false;
    } catch (Crash crash) {
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertSame(SimulatedSite site, SimulatedSite expected, String when)
      throws IOException {
    assertThat(site.report()).as(when).isEqualTo(expected.report());
    assertThat(site.unpacked()).as(when).isEqualTo(expected.unpacked());
    assertThat(site.disk.journal()).as(when).isEqualTo(expected.disk.journal());
    assertThat(site.host.plugins()).as(when).isEqualTo(expected.host.plugins());
    assertThat(site.configurationOf("idle")).isEqualTo(expected.configurationOf("idle"));
  }

  private static void assertNothingIsLeft(Path home) throws IOException {
    assertThat(home.resolve("unpacking")).isEmptyDirectory();
    try (Stream<Path> previous = Files.list(home.resolve("removed"))) {
      assertThat(previous.map(it -> it.getFileName().toString())).isSubsetOf("lib");
    }
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files.map(it -> it.getFileName().toString()))
          .containsExactlyInAnyOrder("plugins", "unpacking", "removed", "state.json");
    }
  }
}
