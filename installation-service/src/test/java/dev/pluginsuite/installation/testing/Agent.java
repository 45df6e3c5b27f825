package dev.pluginsuite.installation.testing;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.common.testing.TestKafka;
import dev.pluginsuite.common.testing.Tokens;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The agent of a site, told by the test what to do next. */
public final class Agent {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final String siteId;
  private List<SiteReport.Plugin> plugins = List.of();

  public Agent(String siteId) {
    this.siteId = siteId;
  }

  /** The newest document of the site's topic. */
  public DesiredState document() {
    var all = TestKafka.said(Topic.desiredStateOf(siteId), siteId);
    try {
      return JSON.treeToValue(all.get(all.size() - 1).path("state"), DesiredState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  public Map<String, DesiredState.Action> actions() {
    return document().plugins().stream()
        .collect(toMap(DesiredState.Plugin::pluginId, DesiredState.Plugin::action));
  }

  /** Does all that the newest document says, and reports. */
  public ValidatableResponse reconcile() {
    var document = document();
    plugins = document.plugins().stream().map(Agent::observed).toList();
    return report(document.siteGeneration(), null);
  }

  /** Cannot do what the document says of one plugin, and keeps what it had. */
  public ValidatableResponse fail(String pluginId, String operation, String error) {
    var document = document();
    var culprit =
        document.plugins().stream()
            .filter(it -> it.pluginId().equals(pluginId))
            .findFirst()
            .orElseThrow();
    return report(
        document.siteGeneration(),
        new SiteReport.Failure(culprit.planId(), culprit.installationId(), operation, error));
  }

  public ValidatableResponse report(long generation, SiteReport.@Nullable Failure failure) {
    return send(
        Tokens.siteAgent(siteId),
        new SiteReport(generation, Instant.now(), "1.0.0", plugins, failure));
  }

  public ValidatableResponse send(String token, SiteReport report) {
    try {
      return given()
          .auth()
          .oauth2(token)
          .contentType("application/json")
          .body(JSON.writeValueAsString(report))
          .post("/api/v1/sites/{site}/reports", siteId)
          .then();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SiteReport.Plugin observed(DesiredState.Plugin it) {
    return new SiteReport.Plugin(
        it.installationId(),
        it.generation(),
        it.packageRef().packageId(),
        it.pluginId(),
        it.packageRef().version(),
        it.action());
  }
}
