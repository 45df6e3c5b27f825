package dev.pluginsuite.agent;

import static dev.pluginsuite.agent.reconcile.Documents.active;
import static dev.pluginsuite.agent.reconcile.Documents.installed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.Action;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However long an agent was away, and whatever was lost or came back, it ends as it should. */
class RecoveryTest {
  private final FakeGroup group = new FakeGroup();
  private final FakeMes mes = new FakeMes("app", "lib", "old", "new");
  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void configure() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    Files.writeString(
        home.resolve("agent.properties"),
        """
        api.url=%s
        site.id=%s
        enrolment.token=one-time
        host.url=%s
        report.interval=PT0.2S
        compare.interval=PT0.5S
        retry.pause=PT0.05S
        """
            .formatted(group.apiUrl(), group.siteId, mes.url()));
  }

  @AfterEach
  void close() {
    mes.close();
    group.close();
  }

  /** Works until it reports this generation. */
  private SiteReport work(long generation) throws Exception {
    group.forgetReports();
    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      return await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> group.reportOf(generation), it -> it.isPresent())
          .orElseThrow();
    }
  }

  private void assertIs(SiteReport report, DesiredState.Plugin... wanted) throws IOException {
    assertThat(report.failure()).isNull();
    assertThat(report.plugins())
        .extracting(it -> it.pluginId() + " " + it.version() + " " + it.state())
        .containsExactlyInAnyOrder(
            each(
                wanted, it -> it.pluginId() + " " + it.packageRef().version() + " " + it.action()));
    assertThat(releases())
        .containsExactlyInAnyOrder(
            each(
                wanted,
                it ->
                    it.pluginId()
                        + "/"
                        + Release.of(it).version()
                        + "-"
                        + Release.of(it).checksum()));
    assertThat(mes.running())
        .containsExactlyInAnyOrder(
            each(
                Arrays.stream(wanted)
                    .filter(it -> it.action() == Action.ACTIVE)
                    .toArray(DesiredState.Plugin[]::new),
                it -> it.pluginId() + " " + it.packageRef().version()));
  }

  private static String[] each(
      DesiredState.Plugin[] plugins, Function<DesiredState.Plugin, String> text) {
    return Arrays.stream(plugins).map(text).toArray(String[]::new);
  }

  /** All that is in the plugins' folder, two levels deep. */
  private List<String> releases() throws IOException {
    var plugins = home.resolve("plugins");
    try (var paths = Files.walk(plugins, 2)) {
      return paths
          .filter(it -> plugins.relativize(it).getNameCount() == 2)
          .map(it -> plugins.relativize(it).toString())
          .toList();
    }
  }

  @Test
  @Tag("SEED-80")
  void off_during_a_thousand_changes_it_makes_one() throws Exception {
    group.want(1, active("app", "1.0.0", "lib"), active("lib", "1.0.0"), active("old", "1.0.0"));
    work(1);
    mes.calls.clear();
    group.wantAll(
        LongStream.rangeClosed(2, 1_000)
            .mapToObj(it -> new DesiredState(group.siteId, it, List.of(active("lib", it + ".0.0"))))
            .toList());
    var last =
        new DesiredState.Plugin[] {
          active("app", "1001.0.0", "lib"), active("lib", "1.0.0"), installed("new", "7.0.0")
        };
    group.want(1_001, last);

    var report = work(1_001);

    assertIs(report, last);
    assertThat(mes.calls)
        .containsExactlyInAnyOrder("-app", "-old", "+app 1001.0.0")
        .containsSubsequence("-app", "+app 1001.0.0");
    assertThat(group.downloadsOf("app")).isEqualTo(2);
    assertThat(group.downloadsOf("lib")).isEqualTo(1);
    assertThat(group.downloadsOf("new")).isEqualTo(1);
  }

  @Test
  @Tag("SEED-80")
  void a_wiped_disk_is_filled_again() throws Exception {
    var wanted = new DesiredState.Plugin[] {active("app", "1.0.0", "lib"), active("lib", "1.0.0")};
    group.want(12, wanted);
    work(12);
    wipe("agent.properties");

    assertIs(work(12), wanted);
    assertThat(group.downloadsOf("lib")).isEqualTo(2);
  }

  @Test
  void a_lost_state_file_costs_no_download() throws Exception {
    var wanted = new DesiredState.Plugin[] {active("app", "1.0.0", "lib"), active("lib", "1.0.0")};
    group.want(12, wanted);
    work(12);
    wipe("agent.properties", "credentials.json", "plugins");

    assertIs(work(12), wanted);
    assertThat(group.downloadsOf("lib")).isEqualTo(1);
  }

  @Test
  void a_home_from_an_old_backup_catches_up() throws Exception {
    group.want(3, active("app", "1.0.0", "lib"), active("lib", "1.0.0"), active("old", "1.0.0"));
    work(3);
    copy(home, folder.resolve("backup"));
    var wanted =
        new DesiredState.Plugin[] {
          active("app", "2.0.0"), installed("lib", "1.0.0"), active("new", "1.0.0")
        };
    group.want(9, wanted);
    work(9);
    wipe();
    copy(folder.resolve("backup"), home);

    assertIs(work(9), wanted);
  }

  @Test
  void a_group_from_an_old_backup_is_told_where_the_site_is_and_goes_on_from_there()
      throws Exception {
    var ahead = new DesiredState.Plugin[] {active("app", "2.0.0"), active("new", "1.0.0")};
    group.want(9, ahead);
    work(9);
    var restored =
        new DesiredState.Plugin[] {active("app", "1.0.0", "lib"), active("lib", "1.0.0")};
    group.want(5, restored);

    assertIs(work(9), ahead); // which is one from ahead, and answered so:
    group.want(10, restored);
    assertIs(work(10), restored);
  }

  @Test
  void another_document_under_a_generation_that_was_settled_is_followed() throws Exception {
    group.want(9, active("app", "2.0.0"), active("new", "1.0.0"));
    work(9);
    var restored =
        new DesiredState.Plugin[] {active("app", "1.0.0", "lib"), active("lib", "1.0.0")};
    group.want(9, restored);

    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertIs(group.reportOf(9).orElseThrow(), restored));
    }
  }

  @Test
  void a_given_up_generation_that_comes_again_with_another_document_is_tried() throws Exception {
    mes.refused.add("app 2.0.0");
    group.want(9, active("app", "2.0.0"));
    assertThat(work(9).failure()).isNotNull();
    group.want(9, active("new", "1.0.0"));

    try (var agent = SiteAgent.start(home)) {
      assertThat(agent).isNotNull();
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertIs(group.reportOf(9).orElseThrow(), active("new", "1.0.0")));
    }
  }

  private void wipe(String... but) throws IOException {
    try (Stream<Path> paths = Files.walk(home)) {
      for (var path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        var name = home.relativize(path).toString();
        if (!path.equals(home) && Arrays.stream(but).noneMatch(name::startsWith)) {
          Files.delete(path);
        }
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (var path : paths.toList()) {
        var target = to.resolve(from.relativize(path));
        if (!Files.isDirectory(target)) {
          Files.copy(path, target);
        }
      }
    }
  }
}
