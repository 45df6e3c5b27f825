package dev.pluginsuite.installation.installation;

import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.installation.SiteReport;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What a report on the newest document means for each plugin of its site. */
final class Observation {
  private static final Logger LOG = Logger.getLogger(Observation.class);

  private Observation() {}

  static void apply(SitePlugins plugins, SiteReport report) {
    var reported =
        report.plugins().stream()
            .collect(toMap(SiteReport.Plugin::installationId, it -> it, (first, second) -> first));
    var failure = report.failure();
    for (var it : plugins.open()) {
      if (it.observe(reported.get(it.id), failure == null, plugins.change().now())) {
        plugins.noted(it);
      }
    }
    if (failure != null) {
      fail(plugins, failure);
    }
  }

  private static void fail(SitePlugins plugins, SiteReport.Failure failure) {
    var culprit = find(plugins, failure.installationId(), failure.planId());
    if (culprit == null) {
      LOG.warnf("A site reports a failure of the unknown plan %s", failure.planId());
      return;
    }
    var error = Objects.requireNonNullElse(failure.error(), "no reason given");
    new Reversal(plugins, culprit, failure.operation(), error).run();
  }

  /** The plugin first: of one that is to go, the agent knows only the plan it came with. */
  private static @Nullable Installation find(
      SitePlugins plugins, UUID installationId, UUID planId) {
    return plugins.open().stream()
        .filter(it -> it.id.equals(installationId))
        .findFirst()
        .or(() -> plugins.open().stream().filter(it -> it.intent.planId.equals(planId)).findFirst())
        .orElse(null);
  }
}
