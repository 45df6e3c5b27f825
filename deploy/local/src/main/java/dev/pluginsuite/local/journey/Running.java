package dev.pluginsuite.local.journey;

import static dev.pluginsuite.local.journey.FreshSamples.ANALYZER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.util.List;

/** What was installed runs in the MES, and its health is measured. */
final class Running {
  private static final int SAMPLES = 3;

  private final World world;
  private final Installing installing;

  Running(World world, Installing installing) {
    this.world = world;
    this.installing = installing;
  }

  List<Step> steps() {
    return List.of(
        new Step("the site admin activates it", this::activate),
        new Step("the MES answers a hook through it", this::callHook),
        new Step("its health is measured and read", this::readHealth));
  }

  private String activate() throws IOException, InterruptedException, StepFailure {
    var path = "/admin/plugins/" + installing.installationId();
    world.as(User.SITE_1_ADMIN).post(path + "/activate", Api.json()).expect(200, 202);
    Patience.until(
        () -> world.as(User.SITE_1_ADMIN).get(path).expect(200).text("status"),
        "ACTIVE"::equals,
        "the installation was ACTIVE");
    var active = new Mes(installing.site()).active();
    StepFailure.unless(
        installing.analyzer().version().equals(active.get(ANALYZER))
            && active.keySet().containsAll(FreshSamples.DEPENDENCIES),
        "The MES runs %s".formatted(active));
    return "the MES runs " + active;
  }

  private String callHook() throws IOException, InterruptedException, StepFailure {
    var answer = assess();
    var result = answer.path("result");
    StepFailure.unless(
        result.path("score").isNumber(), "The plugin answered %s".formatted(answer.toString()));
    return "supplier SUP-200 scores %s, %s: %s"
        .formatted(
            result.path("score"), result.path("level").asText(), result.path("decision").asText());
  }

  private JsonNode assess() throws IOException, InterruptedException, StepFailure {
    var payload =
        Api.json()
            .put("supplierId", "SUP-200")
            .put("materialId", "MAT-HOUSING-A")
            .put("quantity", 5);
    for (var answer : new Mes(installing.site()).call("material.beforeConsume", payload)) {
      if (answer.path("pluginId").asText().equals(ANALYZER)) {
        return answer;
      }
    }
    throw new StepFailure("Nothing answered for " + ANALYZER);
  }

  private String readHealth() throws IOException, InterruptedException, StepFailure {
    var path = "/admin/plugins/" + installing.installationId() + "/health";
    var history =
        Patience.until(
            () -> {
              assess();
              return world.as(User.SITE_1_ADMIN).get(path + "/history").expect(200).data();
            },
            it -> it.size() >= SAMPLES && executions(it) > 0,
            SAMPLES + " samples were there");
    var current = world.as(User.CENTRAL_IT).get(path).expect(200);
    var latest = current.data().path("latest");
    StepFailure.unless(
        latest.path("memoryUsage").asDouble() > 0, "The newest sample is %s".formatted(latest));
    return "%d samples, %d executions, newest %.1f ms, %.0f MB, %.1f %% CPU"
        .formatted(
            history.size(),
            executions(history),
            latest.path("avgExecutionTime").asDouble(),
            latest.path("memoryUsage").asDouble(),
            latest.path("cpuUsage").asDouble());
  }

  private static long executions(JsonNode samples) {
    long sum = 0;
    for (var sample : samples) {
      sum += sample.path("executionCount").asLong();
    }
    return sum;
  }
}
