package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.system.released.ReleasedState;
import dev.pluginsuite.system.released.ReleasedState.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a released version left behind is taken over by the code of now. */
class UpgradeTest {
  private static final Path RELEASED = Suite.ROOT.resolve("system-tests/src/test/released");

  /** The newest alone unless {@code released.all} is set. */
  static List<ReleasedState> released() throws IOException {
    return Boolean.getBoolean("released.all") ? all() : List.of(newest());
  }

  static ReleasedState newest() throws IOException {
    var all = all();
    return all.get(all.size() - 1);
  }

  private static List<ReleasedState> all() throws IOException {
    try (var files = Files.list(RELEASED)) {
      return files
          .map(it -> new ReleasedState(Suite.ROOT, it))
          .sorted(Comparator.comparing(ReleasedState::version))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  @DisabledIfSystemProperty(named = "released.write", matches = ".*")
  void the_new_version_starts_on_it_and_passes_the_journey(ReleasedState released)
      throws Exception {
    var state = Suite.emptyState("upgraded");
    released.unpack(state, Topics.KEPT);

    try (var suite = Suite.on(state)) {
      assertTakenOver(suite, released);
    }
  }

  /** Only the database, the packages and the keys were saved. */
  @ParameterizedTest
  @MethodSource("released")
  @EnabledIfSystemProperty(named = "released.kafka", matches = "lost")
  void all_that_kafka_had_is_said_again(ReleasedState released) throws Exception {
    var state = Suite.emptyState("restored");
    released.unpack(state, Topics.LOST);

    try (var suite = Suite.on(state)) {
      assertTakenOver(suite, released);
    }
  }

  private static void assertTakenOver(Suite suite, ReleasedState released) throws Exception {
    assertMigrated(suite, released);
    assertWhole(suite);
  }

  /** The journey passes, and whatever is said again, all agree on it. */
  static void assertWhole(Suite suite) throws Exception {
    assertThat(suite.journey()).isNotEmpty().allMatch(it -> it.contains("] ok "));
    var again = Runbook.run(suite, "restored.sh");
    assertThat(again.code()).as(again.output()).isZero();
    assertThat(again.output().lines().map(it -> it.split(" ", -1)[3]))
        .containsExactlyInAnyOrderElementsOf(topicsOfStates());
    new Consistency(suite).await();
    var checked = Runbook.run(suite, "check.sh");
    assertThat(checked.output()).containsPattern("[1-9][0-9]* whole, 0 not");
  }

  private static void assertMigrated(Suite suite, ReleasedState released) throws Exception {
    try (var administrator = new Consistency(suite).administrator()) {
      var now = ReleasedState.migrations(administrator);
      released
          .migrations()
          .forEach((service, then) -> assertFollows(now.getOrDefault(service, Map.of()), then));
    }
  }

  /** None was changed, and none was slipped in before the last one: Flyway would refuse it. */
  private static void assertFollows(Map<String, Integer> now, Map<String, Integer> then) {
    assertThat(now).containsAllEntriesOf(then);
    var last = Collections.max(then.keySet());
    assertThat(now.keySet())
        .filteredOn(it -> !then.containsKey(it))
        .allMatch(it -> it.compareTo(last) > 0);
  }

  private static List<String> topicsOfStates() {
    var topics = Arrays.stream(Topic.values()).filter(Topic::isCompacted).map(Topic::topicName);
    return Stream.concat(topics, Stream.of(Topic.desiredStateOf("*"))).toList();
  }

  /** For a release: {@code -Dreleased.write=0.1.0}, of this class alone. */
  @Test
  @EnabledIfSystemProperty(named = "released.write", matches = "[0-9]+\\.[0-9]+\\.[0-9]+")
  void what_this_version_leaves_is_written_down() throws Exception {
    var suite = Suite.running();
    new ShortJourney(suite, "left-behind").run();
    new TestLicence(suite, "left-behind", 3);
    for (var site : List.of("site-1", "site-2")) {
      suite.process(site + "-agent").stop();
    }
    var consistency = new Consistency(suite);
    consistency.await();

    var archive = RELEASED.resolve(System.getProperty("released.write") + ".zip");
    try (var administrator = consistency.administrator()) {
      new ReleasedState(Suite.ROOT, archive).write(administrator, suite.kafka(), suite.state());
    }

    assertThat(archive).isNotEmptyFile();
  }
}
