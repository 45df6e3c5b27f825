package dev.pluginsuite.agent.desired;

import static dev.pluginsuite.infra.Infrastructure.Part.KAFKA;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.READ;

import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.infra.Infrastructure;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A site's topic on a real Kafka, its own login, and the service that writes it. */
public final class SiteTopic implements AutoCloseable {
  private static final String PASSWORD = "a password of the site's own";

  /** Started once for all tests; ends with the JVM. */
  private static final class Shared {
    static final Infrastructure INFRA = Infrastructure.with(KAFKA).start();
  }

  private final String siteId;
  private final KafkaProducer<byte[], byte[]> producer;

  public SiteTopic(String siteId) {
    this.siteId = siteId;
    make();
    var properties = new HashMap<String, Object>(adminConfig());
    properties.put("transactional.id", "installation-" + siteId);
    properties.put("compression.type", "lz4");
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer.initTransactions();
  }

  static Infrastructure infrastructure() {
    return Shared.INFRA;
  }

  private static Map<String, String> adminConfig() {
    var kafka = Shared.INFRA.kafka();
    return kafka.clientConfig(kafka.admin());
  }

  private void make() {
    try (var admin = Admin.create(new HashMap<String, Object>(adminConfig()))) {
      var compacted = Map.of("cleanup.policy", "compact");
      var topic = new NewTopic(name(), Optional.of(1), Optional.empty()).configs(compacted);
      admin.createTopics(List.of(topic)).all().get();
      var login = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
      admin
          .alterUserScramCredentials(
              List.of(new UserScramCredentialUpsertion(siteId, login, PASSWORD)))
          .all()
          .get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Only now the site may read. */
  public SiteTopic open() {
    try (var admin = Admin.create(new HashMap<String, Object>(adminConfig()))) {
      admin.createAcls(Stream.of(READ, DESCRIBE).map(this::allow).toList()).all().get();
      return this;
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private AclBinding allow(AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(ResourceType.TOPIC, name(), PatternType.LITERAL),
        new AccessControlEntry("User:" + siteId, "*", operation, AclPermissionType.ALLOW));
  }

  public String name() {
    return Topic.desiredStateOf(siteId);
  }

  /** As in an enrolment grant. */
  public Map<String, String> clientConfig() {
    return Map.of(
        "bootstrap.servers",
        Shared.INFRA.kafka().bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(siteId, PASSWORD));
  }

  public void publish(DesiredState document) {
    publish(List.of(document));
  }

  /** Because of what somebody follows. */
  public void publish(DesiredState document, String traceparent) {
    producer.beginTransaction();
    var record = record(event(document));
    record.headers().add("traceparent", traceparent.getBytes(UTF_8));
    var unused = producer.send(record);
    producer.commitTransaction();
  }

  public void publish(List<DesiredState> documents) {
    producer.beginTransaction();
    documents.forEach(it -> send(event(it)));
    producer.commitTransaction();
  }

  private static byte[] event(DesiredState document) {
    var generation = document.siteGeneration();
    return Json.write(
        new StateEvent<>(UUID.randomUUID(), "changed", generation, Instant.now(), document));
  }

  void publish(byte @Nullable [] value) {
    producer.beginTransaction();
    send(value);
    producer.commitTransaction();
  }

  void abort(byte[] value) {
    producer.beginTransaction();
    send(value);
    producer.flush();
    producer.abortTransaction();
  }

  private void send(byte @Nullable [] value) {
    var unused = producer.send(record(value));
  }

  private ProducerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return new ProducerRecord<>(name(), siteId.getBytes(UTF_8), value);
  }

  @Override
  public void close() {
    producer.close();
  }
}
