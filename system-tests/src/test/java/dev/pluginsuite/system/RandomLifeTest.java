package dev.pluginsuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Answer;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * A site whose admin does whatever comes to mind, while agent, service and broker are killed
 * between any two steps: in the end the site is as it should be, and so are the seats of its
 * licence.
 */
class RandomLifeTest {
  private static final long SEED = 20261128;
  private static final int STEPS = Integer.getInteger("life.steps", 20);
  private static final String SITE = "site-1";
  private static final String BASE = "life-base";
  private static final String TOOL = "life-tool";
  private static final String APP = "life-app";
  private static final Set<String> PLUGINS = Set.of(BASE, TOOL, APP);
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Suite suite = Suite.running();
  private final Random random = new Random(SEED);
  private final Map<String, List<TestPlugin>> versions = new LinkedHashMap<>();
  private final Map<TestPlugin, String> packageIds = new LinkedHashMap<>();
  private final List<String> log = new ArrayList<>();

  @Test
  void whatever_is_asked_for_and_whoever_dies_the_site_ends_as_it_should() throws Exception {
    approve(new TestPlugin(BASE, "1.0.0"), new TestPlugin(BASE, "2.0.0"));
    approve(
        new TestPlugin(TOOL, "1.0.0").licensed("SITE").needing(BASE, ">=1.0.0"),
        new TestPlugin(TOOL, "1.1.0").licensed("SITE").needing(BASE, "^2.0.0"));
    var licence = new TestLicence(suite, TOOL, 1);
    approve(new TestPlugin(APP, "1.0.0").needing(TOOL, "^1.0.0"));

    for (var step = 0; step < STEPS; step++) {
      disturb();
      act();
    }

    Awaitility.await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(unsettled()).as("%s", log).isEmpty());
    assertThat(onDisk()).as("%s", log).isEqualTo(wanted());
    System.out.printf(
        "%nlife: %d steps, of which %d were deaths (seed %d). The site came to what was wanted.%n",
        STEPS, log.stream().filter(it -> it.startsWith("kill")).count(), SEED);
    assertThat(licence.used()).as("%s", log).isEqualTo(at(TOOL).isMissingNode() ? 0 : 1);
  }

  private void approve(TestPlugin... plugins) throws IOException, InterruptedException {
    for (var plugin : plugins) {
      packageIds.put(plugin, plugin.approved(suite));
      versions.computeIfAbsent(plugin.id(), id -> new ArrayList<>()).add(plugin);
    }
  }

  private TestPlugin of(String pluginId) {
    var all = versions.getOrDefault(pluginId, List.of());
    return all.get(random.nextInt(all.size()));
  }

  /** One step in five begins with a death. */
  private void disturb() {
    var process =
        switch (random.nextInt(15)) {
          case 0 -> "installation-service";
          case 1 -> SITE + "-agent";
          case 2 -> "kafka";
          default -> "";
        };
    if (!process.isEmpty()) {
      log.add("kill " + process);
      suite.process(process).kill().startAgain();
    }
  }

  /**
   * Answers of a service that is away are asked for again: the same step, whatever it does then.
   */
  private void act() {
    var pluginId = List.of(BASE, TOOL, APP).get(random.nextInt(3));
    var kind = random.nextInt(6);
    var version = of(pluginId);
    Awaitility.await()
        .pollInterval(Duration.ofMillis(250))
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> act(kind, version).status() < 500);
  }

  private Answer act(int kind, TestPlugin version) throws IOException, InterruptedException {
    var installation = at(version.id());
    var admin = suite.as(User.SITE_1_ADMIN).respondAsync();
    var path = "/admin/plugins/" + installation.path("id").asText();
    var named = Api.json().put("packageId", packageIds.get(version));
    var answer =
        installation.isMissingNode()
            ? admin.post("/admin/plugins/install", named)
            : switch (kind) {
              case 0 -> admin.post(path + "/activate", Api.json());
              case 1 -> admin.post(path + "/deactivate?cascade=true", Api.json());
              case 2 -> admin.delete(path + "?cascade=true");
              case 3 -> admin.post(path + "/retry", Api.json());
              case 4 -> admin.post("/admin/plugins/install", named);
              default -> admin.post(path + "/upgrade", named);
            };
    log.add(answer.call() + " -> " + answer.status());
    return answer;
  }

  private JsonNode at(String pluginId) throws IOException, InterruptedException {
    return installed().stream()
        .filter(it -> it.path("pluginId").asText().equals(pluginId))
        .findFirst()
        .orElse(Api.json().missingNode());
  }

  /** What is not gone, of these plugins. */
  private List<JsonNode> installed() throws IOException, InterruptedException {
    var all =
        suite
            .as(User.SITE_1_ADMIN)
            .get("/admin/plugins/installed?limit=200&siteId=" + SITE)
            .expect(200)
            .data();
    return StreamSupport.stream(all.spliterator(), false)
        .filter(it -> PLUGINS.contains(it.path("pluginId").asText()))
        .filter(it -> it.path("supersededBy").isMissingNode() || it.path("supersededBy").isNull())
        .toList();
  }

  /** What the site has not come to yet. */
  private List<JsonNode> unsettled() throws IOException, InterruptedException {
    return installed().stream()
        .filter(it -> !it.path("status").asText().equals("FAILED"))
        .filter(
            it ->
                it.path("observedGeneration").asLong() < it.path("generation").asLong()
                    || !it.path("status").equals(it.path("desiredStatus")))
        .toList();
  }

  private Set<String> wanted() throws IOException, InterruptedException {
    var wanted = new TreeSet<String>();
    for (var it : installed()) {
      if (!it.path("desiredStatus").asText().equals("UNINSTALLED")) {
        wanted.add(it.path("pluginId").asText() + " " + it.path("installedVersion").asText());
      }
    }
    return wanted;
  }

  /** Whole folders that the agent holds to be the site's set. */
  private Set<String> onDisk() throws IOException {
    var home = suite.siteHome(SITE);
    var found = new TreeSet<String>();
    for (var it : Api.parse(Files.readString(home.resolve("state.json"))).path("standing")) {
      var pluginId = it.path("pluginId").asText();
      var release = it.path("packageRef");
      var version = release.path("version").asText();
      var folder = version + "-" + release.path("checksum").asText();
      if (PLUGINS.contains(pluginId)) {
        assertThat(home.resolve("plugins").resolve(pluginId).resolve(folder)).isDirectory();
        found.add(pluginId + " " + version);
      }
    }
    return found;
  }
}
