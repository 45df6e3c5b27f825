package dev.pluginsuite.installation.provisioning;

import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;

import dev.pluginsuite.api.event.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.ResourceNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What a site has at Kafka: its topic, the rule that it alone may read it, and its login. Blocks;
 * call it from a worker thread.
 */
@ApplicationScoped
public class SiteTopics {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration REQUEST = Duration.ofSeconds(10);
  private static final int SCRAM_ITERATIONS = 8192;

  private final Map<String, Object> config;
  private final ProvisioningConfig wanted;
  private @Nullable Admin admin;

  SiteTopics(
      @Identifier("default-kafka-broker") Map<String, Object> kafka, ProvisioningConfig wanted) {
    this.config = new HashMap<>(kafka);
    this.config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    this.config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) REQUEST.toMillis());
    this.wanted = wanted;
  }

  /** Makes what is missing; may be done again. */
  public void make(String siteId) {
    var configs = new HashMap<>(Map.of("cleanup.policy", "compact"));
    wanted
        .minInsyncReplicas()
        .ifPresent(it -> configs.put("min.insync.replicas", String.valueOf(it)));
    var name = Topic.desiredStateOf(siteId);
    var topic = new NewTopic(name, Optional.of(1), wanted.replicationFactor()).configs(configs);
    try {
      await(admin().createTopics(List.of(topic)).all());
    } catch (TopicExistsException alreadyMade) {
      // An earlier try came this far.
    }
    await(admin().createAcls(List.of(allow(siteId, READ), allow(siteId, DESCRIBE))).all());
  }

  /** Removes what is there, the login first; may be done again. */
  public void remove(String siteId) {
    var login = new UserScramCredentialDeletion(principalOf(siteId), ScramMechanism.SCRAM_SHA_512);
    try {
      await(admin().alterUserScramCredentials(List.of(login)).all());
    } catch (ResourceNotFoundException alreadyGone) {
      // It never enrolled, or an earlier try came this far.
    }
    var rules = List.of(allow(siteId, READ).toFilter(), allow(siteId, DESCRIBE).toFilter());
    await(admin().deleteAcls(rules).all().thenApply(done -> null));
    try {
      await(admin().deleteTopics(List.of(Topic.desiredStateOf(siteId))).all());
    } catch (UnknownTopicOrPartitionException alreadyGone) {
      // An earlier try came this far.
    }
  }

  /** Sets the password of the site's login, which is made if there is none. */
  public void setPassword(String siteId, String password) {
    var scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, SCRAM_ITERATIONS);
    var upsertion = new UserScramCredentialUpsertion(principalOf(siteId), scram, password);
    await(admin().alterUserScramCredentials(List.of(upsertion)).all());
  }

  public static String principalOf(String siteId) {
    return "site-" + siteId;
  }

  private static AclBinding allow(String siteId, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, Topic.desiredStateOf(siteId), PatternType.LITERAL),
        new AccessControlEntry(
            "User:" + principalOf(siteId), "*", operation, AclPermissionType.ALLOW));
  }

  private static void await(KafkaFuture<Void> future) {
    try {
      future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("Kafka does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private synchronized Admin admin() {
    var open = admin;
    if (open == null) {
      open = Admin.create(config);
      admin = open;
    }
    return open;
  }

  synchronized void stop(@Observes ShutdownEvent event) {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
