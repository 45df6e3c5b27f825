package dev.pluginsuite.api.event;

import static dev.pluginsuite.api.event.Topic.Kind.COMMAND;
import static dev.pluginsuite.api.event.Topic.Kind.STATE;

import java.time.Duration;
import java.util.List;

/**
 * Every fixed topic of the suite: who says it and who hears it. The topics of sites are made with
 * the site.
 */
public enum Topic {
  REGISTRIES("registry.registries", STATE, "registryId", "registry", "installation"),
  PACKAGES(
      "registry.packages",
      STATE,
      "packageId",
      "registry",
      "validation",
      "installation",
      "deployment"),
  REPORTS("validation.reports", STATE, "packageId", "validation", "registry"),
  VULNERABILITIES("validation.vulnerabilities", STATE, "packageId", "validation", "registry"),
  SITES("installation.sites", STATE, "siteId", "installation", "validation", "deployment"),
  INSTALLATIONS(
      "installation.installations", STATE, "installationId", "installation", "registry", "health"),
  LICENCES("installation.licences", STATE, "licenceId", "installation", "registry"),
  UPDATES("installation.updates", STATE, "siteId", "installation", "registry"),
  COMMANDS("deployment.commands", COMMAND, "siteId", "deployment", "installation"),
  OUTCOMES("installation.outcomes", COMMAND, "commandId", "installation", "deployment"),
  DEPLOYMENTS("deployment.deployments", STATE, "deploymentId", "deployment", "registry"),
  HEALTH_STATUS("health.status", STATE, "installationId", "health", "installation", "deployment"),
  HEALTH_ALERTS("health.alerts", STATE, "alertId", "health", "registry");

  /**
   * State topics are compacted and kept for ever; commands and outcomes are deleted after a while.
   */
  public enum Kind {
    STATE,
    COMMAND
  }

  /** How long commands and outcomes stay. Inboxes remember longer. */
  public static final Duration COMMAND_RETENTION = Duration.ofDays(7);

  private static final int PARTITIONS = 12;

  private final String topicName;
  private final Kind kind;
  private final String key;
  private final String producer;
  private final List<String> consumers;

  Topic(String topicName, Kind kind, String key, String producer, String... consumers) {
    this.topicName = topicName;
    this.kind = kind;
    this.key = key;
    this.producer = producer;
    this.consumers = List.of(consumers);
  }

  public String topicName() {
    return topicName;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isCompacted() {
    return kind == STATE;
  }

  /** What the record's key is, for people. */
  public String key() {
    return key;
  }

  /** The one service that writes it. */
  public String producer() {
    return producer;
  }

  public List<String> consumers() {
    return consumers;
  }

  /** Never changes after the topic was made: the key decides the partition. */
  public int partitions() {
    return PARTITIONS;
  }

  /** Where a consumer puts what can never be handled. */
  public String deadLetterTopicName() {
    return topicName + ".dlq";
  }

  /**
   * The topic with which a site is told what it should run; one partition, readable by that site
   * alone.
   */
  public static String desiredStateOf(String siteId) {
    return "site." + siteId + ".desired-state";
  }
}
