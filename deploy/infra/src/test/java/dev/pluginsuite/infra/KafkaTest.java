package dev.pluginsuite.infra;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.apache.kafka.clients.admin.ScramMechanism.SCRAM_SHA_512;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclPermissionType.ALLOW;
import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.ResourceType.GROUP;
import static org.apache.kafka.common.resource.ResourceType.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.pluginsuite.api.event.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.resource.ResourcePattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 5, unit = MINUTES)
class KafkaTest {
  private static final Kafka SERVER = Shared.INFRASTRUCTURE.kafka();
  private static final String PACKAGES = Topic.PACKAGES.topicName();

  @Test
  void a_service_says_what_another_hears() throws Exception {
    var said = UUID.randomUUID().toString();

    as("registry").say(PACKAGES, said, said);

    assertThat(as("installation").hear(PACKAGES, "installation", 1)).contains(said);
  }

  @Test
  void a_relay_says_in_transactions_under_its_own_name() throws Exception {
    var said = UUID.randomUUID().toString();

    as("validation").sayInTransaction(Topic.REPORTS.topicName(), said, "validation-relay");

    assertThat(as("registry").hear(Topic.REPORTS.topicName(), "registry-reports", 1))
        .contains(said);
    assertThatThrownBy(
            () -> as("validation").sayInTransaction(Topic.REPORTS.topicName(), "x", "registry-x"))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void a_service_may_not_say_what_another_owns() {
    assertThatThrownBy(() -> as("health").say(PACKAGES, "x", "x"))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void a_service_may_not_hear_in_the_group_of_another() {
    assertThatThrownBy(() -> as("validation").hear(PACKAGES, "installation", 1))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void a_consumer_puts_aside_what_it_cannot_handle() throws Exception {
    as("validation").say(Topic.PACKAGES.deadLetterTopicName(), "x", "poison");

    assertThat(as("validation").hear(Topic.PACKAGES.deadLetterTopicName(), "validation.dlq", 1))
        .contains("poison");
  }

  @Test
  void a_wrong_password_is_refused() {
    var wrong = new KafkaClients(SERVER.clientConfig(new Credentials("registry", "wrong")));

    assertThatThrownBy(() -> wrong.say(PACKAGES, "x", "x"))
        .isInstanceOf(SaslAuthenticationException.class);
  }

  @Test
  void topics_are_never_made_by_using_them() {
    assertThatThrownBy(
            () -> {
              try (var admin = as("registry").admin()) {
                admin.createTopics(List.of(new NewTopic("mine", 1, (short) 1))).all().get();
              }
            })
        .hasCauseInstanceOf(AuthorizationException.class);
  }

  @Test
  void a_site_hears_its_own_topic_and_no_other() throws Exception {
    enrol("site-1");
    enrol("site-2");
    as("installation").say(Topic.desiredStateOf("site-1"), "site-1", "one");
    as("installation").say(Topic.desiredStateOf("site-2"), "site-2", "two");

    var heard = asSite("site-1").hear(Topic.desiredStateOf("site-1"), "site.site-1", 1);

    assertThat(heard).containsExactly("one");
    assertThatThrownBy(
            () -> asSite("site-1").hear(Topic.desiredStateOf("site-2"), "site.site-1", 1))
        .isInstanceOf(AuthorizationException.class);
    assertThatThrownBy(() -> asSite("site-1").say(Topic.desiredStateOf("site-1"), "x", "x"))
        .isInstanceOf(AuthorizationException.class);
  }

  @Test
  void messages_outlive_a_kill() throws Exception {
    as("installation").say(Topic.SITES.topicName(), "site-9", "survivor");

    Shared.INFRASTRUCTURE.kill(KAFKA);
    Shared.INFRASTRUCTURE.start(KAFKA);

    assertThat(as("deployment").hear(Topic.SITES.topicName(), "deployment", 1))
        .contains("survivor");
  }

  /** What installation-service does when a site is registered. */
  private static void enrol(String site) throws Exception {
    var topic = Topic.desiredStateOf(site);
    var mayRead = new AccessControlEntry("User:" + site, "*", READ, ALLOW);
    var group = new ResourcePattern(GROUP, "site." + site, LITERAL);
    try (var admin = as("installation").admin()) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
      admin
          .createAcls(
              List.of(
                  new AclBinding(new ResourcePattern(TOPIC, topic, LITERAL), mayRead),
                  new AclBinding(group, mayRead)))
          .all()
          .get();
      var login = new ScramCredentialInfo(SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(site, login, "secret-of-" + site)))
          .all()
          .get();
      await()
          .untilAsserted(
              () -> assertThat(admin.describeUserScramCredentials().users().get()).contains(site));
    }
  }

  private static KafkaClients as(String service) {
    return new KafkaClients(SERVER.clientConfig(SERVER.service(service)));
  }

  private static KafkaClients asSite(String site) {
    var client = new HashMap<>(SERVER.clientConfig(SERVER.admin()));
    client.put("sasl.mechanism", "SCRAM-SHA-512");
    client.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"secret-of-%s\";"
            .formatted(site, site));
    return new KafkaClients(client);
  }
}
