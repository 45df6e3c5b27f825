package dev.pluginsuite.deployment.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.deployment.DeploymentCommand;
import dev.pluginsuite.api.deployment.DeploymentCommand.Expected;
import dev.pluginsuite.api.deployment.DeploymentType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes commands of the rows that {@link TargetMoves} answers. */
@ApplicationScoped
class TargetCommands {
  private final ObjectMapper json;
  private final Clock clock;

  TargetCommands(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  List<DeploymentCommand> of(List<Object[]> rows) {
    return rows.stream().map(this::command).toList();
  }

  private DeploymentCommand command(Object[] row) {
    return new DeploymentCommand(
        UUID.fromString((String) row[0]),
        UUID.fromString((String) row[1]),
        (String) row[2],
        DeploymentType.valueOf((String) row[3]),
        UUID.fromString((String) row[4]),
        (String) row[5],
        configuration((String) row[6]),
        (Boolean) row[7],
        (String) row[8],
        expected((String) row[9], (Long) row[10]),
        (Boolean) row[11],
        row[12] == null ? null : Instant.ofEpochMilli((Long) row[12]),
        clock.instant());
  }

  private static @Nullable Expected expected(
      @Nullable String installationId, @Nullable Long generation) {
    return installationId == null || generation == null
        ? null
        : new Expected(UUID.fromString(installationId), generation);
  }

  private Map<String, Object> configuration(String text) {
    try {
      return json.readValue(text, new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
