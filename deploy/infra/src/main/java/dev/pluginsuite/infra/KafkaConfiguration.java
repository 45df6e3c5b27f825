package dev.pluginsuite.infra;

import java.util.Map;
import java.util.TreeMap;

/** How a broker is set up: who may log in, how often all is kept, and how small it may be. */
final class KafkaConfiguration {
  private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule";
  private static final String SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule";

  private final Secrets secrets;

  KafkaConfiguration(Secrets secrets) {
    this.secrets = secrets;
  }

  Credentials admin() {
    return new Credentials("admin", secrets.get("kafka.admin"));
  }

  Credentials service(String service) {
    return new Credentials(Services.known(service), secrets.get("kafka." + service));
  }

  static String plain(Credentials credentials) {
    return "%s required username=\"%s\" password=\"%s\""
        .formatted(LOGIN, credentials.username(), credentials.password());
  }

  /** What a client needs to connect as these credentials. */
  static Map<String, String> client(String servers, Credentials credentials) {
    return Map.of(
        "bootstrap.servers",
        servers,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        plain(credentials) + ";");
  }

  String properties(KafkaNode node) {
    var properties = new TreeMap<String, String>();
    properties.putAll(listeners(node));
    properties.putAll(logins());
    properties.putAll(access());
    properties.putAll(replication(node));
    properties.putAll(quickness());
    properties.putAll(smallMachine());
    properties.put("log.dirs", node.data());
    var text = new StringBuilder();
    properties.forEach((name, value) -> text.append(name + "=" + value + "\n"));
    return text.toString();
  }

  private static Map<String, String> listeners(KafkaNode node) {
    return Map.of(
        "process.roles",
        "broker,controller",
        "node.id",
        String.valueOf(node.id()),
        "controller.quorum.voters",
        node.voters(),
        "listeners",
        node.listeners(),
        "advertised.listeners",
        "SASL_PLAINTEXT://%s:%d".formatted(node.host(), node.port()),
        "inter.broker.listener.name",
        "SASL_PLAINTEXT",
        "controller.listener.names",
        "CONTROLLER",
        // Without a login every local user could give orders to the controller.
        "listener.security.protocol.map",
        "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT");
  }

  private Map<String, String> logins() {
    var users = new StringBuilder(plain(admin()));
    addUser(users, admin());
    var controller = users + ";";
    Services.ALL.forEach(service -> addUser(users, service(service)));
    return Map.of(
        "sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512",
        "sasl.mechanism.inter.broker.protocol", "PLAIN",
        "sasl.mechanism.controller.protocol", "PLAIN",
        "listener.name.controller.sasl.enabled.mechanisms", "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config", controller,
        "listener.name.sasl_plaintext.plain.sasl.jaas.config", users + ";",
        // Sites: their users are made while it runs.
        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config", SCRAM + " required;");
  }

  private static void addUser(StringBuilder users, Credentials user) {
    users.append(" user_%s=\"%s\"".formatted(user.username(), user.password()));
  }

  private static Map<String, String> access() {
    return Map.of(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users", "User:admin",
        "allow.everyone.if.no.acl.found", "false",
        "auto.create.topics.enable", "false");
  }

  /** With three of them as in production. */
  private static Map<String, String> replication(KafkaNode node) {
    var replicas = String.valueOf(node.replicas());
    var inSync = String.valueOf(node.inSync());
    return Map.of(
        "default.replication.factor", replicas,
        "min.insync.replicas", inSync,
        "offsets.topic.replication.factor", replicas,
        "transaction.state.log.replication.factor", replicas,
        "transaction.state.log.min.isr", inSync,
        "share.coordinator.state.topic.replication.factor", replicas,
        "share.coordinator.state.topic.min.isr", inSync);
  }

  private static Map<String, String> quickness() {
    return Map.of(
        "group.initial.rebalance.delay.ms", "0",
        // After a kill the controller waits for the old session to end before it lets us back in;
        // on a busy machine a shorter one would shut out a broker that is only slow.
        "broker.session.timeout.ms", "3000",
        "broker.heartbeat.interval.ms", "500");
  }

  private static Map<String, String> smallMachine() {
    return Map.of(
        "offsets.topic.num.partitions", "4",
        "transaction.state.log.num.partitions", "4",
        "num.network.threads", "2",
        "num.io.threads", "4",
        "background.threads", "2",
        "num.recovery.threads.per.data.dir", "2",
        "log.cleaner.threads", "1",
        // The default takes half of the heap; index files are mapped at their full size.
        "log.cleaner.dedupe.buffer.size", "8388608",
        "log.index.size.max.bytes", "1048576");
  }
}
