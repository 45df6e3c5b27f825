package dev.pluginsuite.agent;

import dev.pluginsuite.agent.desired.SiteTopic;
import dev.pluginsuite.agent.packages.Registry;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.api.rest.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the group offers a site: a real topic, and the REST paths that an agent uses. */
final class FakeGroup implements AutoCloseable {
  final String siteId = "site-" + UUID.randomUUID();
  final FakeServer server = new FakeServer().withTokens(300);
  private final Registry registry = new Registry(server);
  private final SiteTopic topic = new SiteTopic(siteId).open();

  FakeGroup() {
    grant("a client secret");
    server.on("POST /api/v1/sites/" + siteId + "/reports", Reply.status(204));
    server.on("POST /api/v1/sites/" + siteId + "/health", Reply.status(202));
  }

  /** What who enrols from now on is given. */
  void grant(String clientSecret) {
    var grant =
        new EnrolmentGrant(
            siteId,
            apiUrl(),
            topic.clientConfig(),
            topic.name(),
            server.url() + "/token",
            siteId,
            clientSecret,
            registry.rootKey());
    server.on("POST /api/v1/sites/enrolment", Reply.bytes(Json.write(Answer.of(grant))));
  }

  String apiUrl() {
    return server.url() + "/api/v1";
  }

  void wantBecauseOf(String traceparent, long generation, DesiredState.Plugin... plugins) {
    offer(plugins);
    topic.publish(new DesiredState(siteId, generation, List.of(plugins)), traceparent);
  }

  private void offer(DesiredState.Plugin... plugins) {
    for (var plugin : plugins) {
      registry.publish(plugin);
    }
  }

  void want(long generation, DesiredState.Plugin... plugins) {
    offer(plugins);
    topic.publish(new DesiredState(siteId, generation, List.of(plugins)));
  }

  /** In one go, and without the bytes: only what comes after them is to be had. */
  void wantAll(List<DesiredState> documents) {
    topic.publish(documents);
  }

  void forgetReports() {
    server.forget("POST /api/v1/sites/" + siteId + "/reports");
  }

  int downloadsOf(String pluginId) {
    return server.to("GET /api/v1/content/" + pluginId).size();
  }

  /** The last report, once it is about this generation. */
  Optional<SiteReport> reportOf(long generation) {
    var reports = server.to("POST /api/v1/sites/" + siteId + "/reports");
    return reports.isEmpty()
        ? Optional.empty()
        : Optional.of(read(reports.get(reports.size() - 1).body()))
            .filter(it -> it.siteGeneration() == generation);
  }

  private static SiteReport read(String body) {
    try {
      return Json.MAPPER.readValue(body, SiteReport.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    topic.close();
    server.close();
  }
}
