package dev.pluginsuite.contracts.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentState;
import dev.pluginsuite.api.event.StateEvent;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.health.AlertState;
import dev.pluginsuite.api.health.HealthState;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.api.licence.LicenceState;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.RegistryState;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.api.validation.VulnerabilityState;
import dev.pluginsuite.contracts.document.Documents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The AsyncAPI document of every topic, made from the code that says and hears it. */
public final class EventContract {
  private static final String BINDING = "0.5.0";
  private static final String HEADERS = "CloudEventHeaders";

  private final RecordSchemas schemas;
  private final ObjectNode document = Documents.object();

  private EventContract(JavaDocs docs) {
    this.schemas = new RecordSchemas(docs);
  }

  /**
   * @param sources of the records, whose comments describe them
   */
  public static ObjectNode of(Path sources) {
    return new EventContract(new JavaDocs(sources)).document();
  }

  /** What the records of a topic carry; a state is wrapped in an event. */
  static Class<?> payload(Topic topic) {
    return switch (topic) {
      case REGISTRIES -> RegistryState.class;
      case PACKAGES -> PackageState.class;
      case REPORTS -> ReportState.class;
      case VULNERABILITIES -> VulnerabilityState.class;
      case SITES -> SiteState.class;
      case INSTALLATIONS -> InstallationState.class;
      case LICENCES -> LicenceState.class;
      case UPDATES -> UpdatesState.class;
      case COMMANDS -> DeploymentCommand.class;
      case OUTCOMES -> CommandOutcome.class;
      case DEPLOYMENTS -> DeploymentState.class;
      case HEALTH_STATUS -> HealthState.class;
      case HEALTH_ALERTS -> AlertState.class;
    };
  }

  private ObjectNode document() {
    document.put("asyncapi", "3.0.0").put("id", "urn:dev:pluginsuite:events");
    document
        .putObject("info")
        .put("title", "Events of the plugin registry suite")
        .put("version", "1.0.0")
        .put(
            "description",
            "Who says what on which topic, and who hears it. Fields are only ever added: ignore those that you do not know,"
                + " and take an unknown value of an enumeration for none. A state counts if its revision is newer than the one you have;"
                + " do not depend on its type. What a consumer cannot handle goes to the topic's name with `.dlq`.");
    document.put("defaultContentType", "application/json");
    document.withObject("/servers/kafka").put("host", "kafka:9092").put("protocol", "kafka-secure");
    for (var topic : Topic.values()) {
      topic(topic);
    }
    desiredState();
    document.withObject("/components/schemas").setAll(schemas.schemas());
    document.withObject("/components/schemas").set(HEADERS, headers());
    return document;
  }

  private void topic(Topic topic) {
    var name = channelName(topic.topicName());
    var message = message(payload(topic), topic.isCompacted(), topic.key());
    channel(name, topic.topicName(), message, topic.partitions(), topic.isCompacted());
    operation("send", topic.producer(), name, message);
    topic.consumers().forEach(it -> operation("receive", it, name, message));
  }

  private void desiredState() {
    var name = "siteDesiredState";
    var message = message(DesiredState.class, true, "siteId");
    channel(name, Topic.desiredStateOf("{siteId}"), message, 1, true)
        .putObject("parameters")
        .putObject("siteId")
        .put("description", "The site, which alone may read it.");
    operation("send", "installation", name, message);
    operation("receive", "siteAgent", name, message);
  }

  /** Such as registryPackages. */
  private static String channelName(String topic) {
    var dot = topic.indexOf('.');
    return topic.substring(0, dot) + capital(topic.substring(dot + 1));
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private ObjectNode channel(
      String name, String address, String message, int partitions, boolean isCompacted) {
    var channel = document.withObject("/channels/" + name).put("address", address);
    channel
        .putObject("messages")
        .putObject(message)
        .put("$ref", "#/components/messages/" + message);
    var kafka = channel.putObject("bindings").putObject("kafka");
    kafka.put("partitions", partitions).put("bindingVersion", BINDING);
    var configuration = kafka.putObject("topicConfiguration");
    configuration.set(
        "cleanup.policy", Documents.array(List.of(isCompacted ? "compact" : "delete")));
    if (!isCompacted) {
      configuration.put("retention.ms", Topic.COMMAND_RETENTION.toMillis());
    }
    return channel;
  }

  private void operation(String action, String who, String channel, String message) {
    var operation =
        document
            .withObject(
                "/operations/"
                    + who
                    + (action.equals("send") ? "Says" : "Hears")
                    + capital(channel))
            .put("action", action);
    operation.putObject("channel").put("$ref", "#/channels/" + channel);
    operation
        .putArray("messages")
        .addObject()
        .put("$ref", "#/channels/%s/messages/%s".formatted(channel, message));
    operation.putArray("tags").addObject().put("name", who);
  }

  /** Its name. */
  private String message(Class<?> payload, boolean isState, String key) {
    var name = RecordSchemas.name(payload) + (isState ? "Event" : "");
    var message = document.withObject("/components/messages/" + name).put("name", name);
    message.put("contentType", "application/json");
    message.putObject("headers").put("$ref", RecordSchemas.PREFIX + HEADERS);
    message.set("payload", payload(name, payload, isState));
    message
        .withObject("/bindings/kafka")
        .put("bindingVersion", BINDING)
        .putObject("key")
        .put("type", "string")
        .put("description", key);
    return name;
  }

  private ObjectNode payload(String name, Class<?> payload, boolean isState) {
    if (!isState) {
      return schemas.reference(payload);
    }
    schemas.schemas().put(name, schemas.record(StateEvent.class, Map.of("S", payload)));
    return Documents.object().put("$ref", RecordSchemas.PREFIX + name);
  }

  private static ObjectNode headers() {
    var names =
        List.of(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_subject",
            "ce_time",
            "content-type");
    var schema =
        Documents.object()
            .put("type", "object")
            .put("description", "CloudEvents 1.0, Kafka binding, binary mode.");
    schema.set("required", Documents.array(names));
    names.forEach(it -> schema.withObject("/properties").putObject(it).put("type", "string"));
    var properties = schema.withObject("/properties");
    properties.withObject("/ce_specversion").put("const", "1.0");
    properties.withObject("/ce_id").put("format", "uuid");
    properties.withObject("/ce_time").put("format", "date-time");
    properties.withObject("/ce_subject").put("description", "The record's key.");
    properties.withObject("/content-type").put("const", "application/json");
    properties
        .putObject("traceparent")
        .put("type", "string")
        .put("description", "W3C trace context of what the event came about by, if that is known.");
    properties
        .putObject("tracestate")
        .put("type", "string")
        .put("description", "What belongs to `traceparent` and is carried along.");
    return schema;
  }
}
