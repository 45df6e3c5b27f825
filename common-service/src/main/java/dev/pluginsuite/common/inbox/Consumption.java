package dev.pluginsuite.common.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.failure.Transience;
import dev.pluginsuite.common.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.logging.Logger;

/**
 * How a record enters a service: read, applied in one transaction with the progress made, and tried
 * again while the cause may pass. What fails for good is thrown, and the connector moves it to the
 * dead letters.
 */
@ApplicationScoped
public class Consumption {
  private static final Logger LOG = Logger.getLogger(Consumption.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final ObjectMapper json;
  private final Progress progress;
  private final MeterRegistry metrics;
  private final Vertx vertx;
  private final Traces traces;
  private final KafkaConnector connector;
  private final String service;

  Consumption(
      ObjectMapper json,
      Progress progress,
      MeterRegistry metrics,
      Vertx vertx,
      Traces traces,
      @Connector(KafkaConnector.CONNECTOR_NAME) KafkaConnector connector,
      @ConfigProperty(name = "suite.service") String service) {
    // A newer producer may say more than this release knows.
    this.json =
        json.copy()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE);
    this.progress = progress;
    this.metrics = metrics;
    this.vertx = vertx;
    this.traces = traces;
    this.connector = connector;
    this.service = service;
  }

  /** A counter that comes with its first dead letter has no increase to warn of. */
  void start(@Observes StartupEvent event) {
    for (var topic : Topic.values()) {
      if (topic.consumers().contains(service)) {
        deadLetters(topic.topicName());
        retries(topic.topicName());
      }
    }
  }

  /**
   * Consumers leave while there is still a database to finish with what they hold. By itself the
   * connector comes after it, and keeps its partitions from the other replicas until it gives up.
   */
  void stop(@Observes ShutdownEvent event) {
    connector.terminate(event);
  }

  private Counter deadLetters(String topic) {
    return metrics.counter("consumer.dead.letters", "topic", topic);
  }

  private Counter retries(String topic) {
    return metrics.counter("consumer.retries", "topic", topic);
  }

  /**
   * A state event: {@code use} applies it to the projection if its revision is newer, and reacts.
   */
  public <S> Uni<Void> state(
      ConsumerRecord<String, String> record, Class<S> state, Function<StateEvent<S>, Uni<?>> use) {
    var type = json.getTypeFactory().constructParametricType(StateEvent.class, state);
    return consume(record, type, use);
  }

  /** A command or an outcome: {@code use} goes through the inbox. */
  public <C> Uni<Void> message(
      ConsumerRecord<String, String> record, Class<C> message, Function<C, Uni<?>> use) {
    return consume(record, json.getTypeFactory().constructType(message), use);
  }

  private <T> Uni<Void> consume(
      ConsumerRecord<String, String> record, JavaType type, Function<T, Uni<?>> use) {
    var here = CallerContext.of(vertx);
    return traces.hear(
        record,
        () ->
            patiently(record, here, () -> apply(record, type, use))
                .onFailure()
                .call(failure -> passOver(record, here, failure)));
  }

  /** A session belongs to its event loop: each try and what follows go back there. */
  private Uni<Void> patiently(
      ConsumerRecord<String, String> record, Executor here, Supplier<Uni<Void>> attempt) {
    return Uni.createFrom()
        .deferred(attempt::get)
        .runSubscriptionOn(here)
        .onFailure(it -> mayPass(record, it))
        .retry()
        .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
        .indefinitely()
        .emitOn(here);
  }

  /** A dead letter is progress too: nobody should wait for what will never be applied. */
  private Uni<Void> passOver(
      ConsumerRecord<String, String> record, Executor here, Throwable failure) {
    deadLetters(record.topic()).increment();
    LOG.errorf(
        failure,
        "To the dead letters: %s-%d@%d",
        record.topic(),
        record.partition(),
        record.offset());
    return patiently(record, here, () -> Panache.withTransaction(() -> progressOf(record)))
        .onFailure()
        .recoverWithNull();
  }

  private <T> Uni<Void> apply(
      ConsumerRecord<String, String> record, JavaType type, Function<T, Uni<?>> use) {
    return Panache.withTransaction(() -> read(record, type, use).chain(() -> progressOf(record)));
  }

  private Uni<Void> progressOf(ConsumerRecord<String, String> record) {
    return progress.record(record.topic(), record.partition(), record.offset());
  }

  private <T> Uni<?> read(
      ConsumerRecord<String, String> record, JavaType type, Function<T, Uni<?>> use) {
    if (record.value() == null) {
      return Uni.createFrom().voidItem();
    }
    try {
      return use.apply(json.<T>readValue(record.value(), type));
    } catch (JsonProcessingException e) {
      return Uni.createFrom().failure(e);
    }
  }

  private boolean mayPass(ConsumerRecord<String, String> record, Throwable failure) {
    if (!Transience.mayPass(failure)) {
      return false;
    }
    retries(record.topic()).increment();
    LOG.warnf(
        "Waiting to apply %s-%d@%d: %s",
        record.topic(), record.partition(), record.offset(), failure.getMessage());
    return true;
  }
}
