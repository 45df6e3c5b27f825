package dev.pluginsuite.installation.command;

import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.deployment.CommandOutcome;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.InstallationView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of accepted commands, as far as it is known. */
final class Settlement {
  private final Map<UUID, InstallationView> installations;
  private final Instant now;

  Settlement(Collection<InstallationView> installations, Instant now) {
    this.installations = installations.stream().collect(toMap(InstallationView::id, it -> it));
    this.now = now;
  }

  static List<UUID> installationIds(List<Command> commands) {
    return commands.stream()
        .map(it -> it.installationId)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .distinct()
        .toList();
  }

  List<CommandOutcome> of(List<Command> accepted) {
    return accepted.stream()
        .map(this::outcome)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }

  private @Nullable CommandOutcome outcome(Command command) {
    if (command.installationId == null) {
      return command.succeed(null, now);
    }
    var it = Objects.requireNonNull(installations.get(command.installationId));
    if (it.isToBe(Objects.requireNonNull(command.wanted))) {
      return it.isConfirmed() ? command.succeed(it.generation(), now) : null;
    }
    return command.fail(it.hasFailed() ? failed(it) : superseded(it), now);
  }

  private static ProblemDetail failed(InstallationView it) {
    return InstallationProblem.INSTALLATION_FAILED
        .because(
            "%s %s at %s failed to %s: %s"
                .formatted(
                    it.pluginId(), it.version(), it.siteId(), it.failedOperation(), it.error()))
        .asDetail();
  }

  private static ProblemDetail superseded(InstallationView it) {
    var why = it.stoppedBecause() == null ? "" : " " + it.stoppedBecause();
    return InstallationProblem.SUPERSEDED
        .because(
            "%s %s at %s is to be %s now.%s"
                .formatted(it.pluginId(), it.version(), it.siteId(), it.desiredStatus(), why))
        .asDetail();
  }
}
