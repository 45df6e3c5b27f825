package dev.pluginsuite.installation.enrolment;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.EnrolmentGrant;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.installation.provisioning.SiteClients;
import dev.pluginsuite.installation.provisioning.SiteTopics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;

/**
 * Makes the credentials of an agent anew. They are given out once and kept nowhere; the ones before
 * stop working, so that enrolling again is how they are rotated.
 */
@ApplicationScoped
public class Credentials {
  private static final String LOGIN =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";";

  private final EnrolmentConfig config;
  private final SiteTopics topics;
  private final SiteClients clients;
  private final Vertx vertx;

  Credentials(EnrolmentConfig config, SiteTopics topics, SiteClients clients, Vertx vertx) {
    this.config = config;
    this.topics = topics;
    this.clients = clients;
    this.vertx = vertx;
  }

  /** Kafka's and Keycloak's clients block. */
  Uni<EnrolmentGrant> make(String siteId) {
    return Uni.createFrom()
        .item(siteId)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(this::grant)
        .emitOn(CallerContext.of(vertx));
  }

  /** What the site has stops working, and nobody gets anything instead. */
  Uni<Void> end(String siteId) {
    return Uni.createFrom()
        .item(siteId)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(it -> topics.setPassword(it, EnrolmentToken.newSecret()))
        .invoke(clients::make)
        .invoke(clients::newSecret)
        .emitOn(CallerContext.of(vertx))
        .replaceWithVoid();
  }

  /** All that a site has at Keycloak and Kafka, its topic included; may be done again. */
  public Uni<Void> remove(String siteId) {
    return Uni.createFrom()
        .item(siteId)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .invoke(clients::remove)
        .invoke(topics::remove)
        .emitOn(CallerContext.of(vertx))
        .replaceWithVoid();
  }

  /** What Kafka or Keycloak has lost since the site was provisioned is made again. */
  private EnrolmentGrant grant(String siteId) {
    topics.make(siteId);
    clients.make(siteId);
    var password = EnrolmentToken.newSecret();
    topics.setPassword(siteId, password);
    var kafka = new HashMap<>(config.kafka());
    kafka.put("sasl.mechanism", "SCRAM-SHA-512");
    kafka.put("sasl.jaas.config", LOGIN.formatted(SiteTopics.principalOf(siteId), password));
    return new EnrolmentGrant(
        siteId,
        config.apiUrl(),
        kafka,
        Topic.desiredStateOf(siteId),
        config.tokenUrl(),
        SiteClients.clientIdOf(siteId),
        clients.newSecret(siteId),
        config.rootKey());
  }
}
