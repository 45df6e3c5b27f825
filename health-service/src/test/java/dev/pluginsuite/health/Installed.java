package dev.pluginsuite.health;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.common.testing.TestKafka;
import java.util.UUID;

/** An installation as installation-service would say it. */
record Installed(UUID id, String siteId, UUID packageId) {
  private static final String USUAL = "risk-analyzer";

  static Installed at(String siteId) {
    return of(USUAL, siteId);
  }

  static Installed of(String pluginId, String siteId) {
    var installed = new Installed(UUID.randomUUID(), siteId, UUID.randomUUID());
    installed.say(pluginId, 1, "1.0.0", 7);
    return installed;
  }

  void say(long revision, String version, long generation) {
    say(USUAL, revision, version, generation);
  }

  void say(String pluginId, long revision, String version, long generation) {
    TestKafka.say(
        Topic.INSTALLATIONS.topicName(),
        id,
        revision,
        new InstallationState(
            id,
            siteId,
            packageId,
            pluginId,
            version,
            InstallationStatus.ACTIVE,
            InstallationStatus.ACTIVE,
            generation,
            generation,
            true,
            null));
  }

  String path() {
    return "/api/v1/admin/plugins/" + id + "/health";
  }
}
