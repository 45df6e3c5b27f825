package dev.pluginsuite.registry.submissions;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One try to have a version taken, and what became of it.
 *
 * @param outcome of validation
 * @param decision REJECTED, WITHDRAWN or SUPERSEDED, and of the version's last submission also
 *     APPROVED, DEPRECATED or REVOKED; null while nobody has decided
 * @param isCurrent whether it is the version's last one
 * @param reportUrl where validation says what it found; of the last one only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubmissionView(
    UUID id,
    UUID packageId,
    String registryId,
    String pluginId,
    String version,
    String packageUrl,
    String checksum,
    String submittedBy,
    Instant submittedAt,
    String outcome,
    @Nullable String decision,
    @Nullable String decidedBy,
    @Nullable Instant decidedAt,
    @Nullable String reason,
    @com.fasterxml.jackson.annotation.JsonProperty("isCurrent") boolean isCurrent,
    @Nullable String reportUrl) {
  private static final String REPORTS = "/api/v1/admin/plugin-registry/validations/";

  static SubmissionView of(Row row) {
    var packageId = row.getUUID("package_id");
    var current = row.getBoolean("current");
    return new SubmissionView(
        row.getUUID("id"),
        packageId,
        row.getString("registry_id"),
        row.getString("plugin_id"),
        row.getString("plugin_version"),
        row.getString("package_url"),
        row.getString("checksum"),
        row.getString("submitted_by"),
        row.getOffsetDateTime("submitted_at").toInstant(),
        row.getString("outcome"),
        row.getString("decision"),
        row.getString("decided_by"),
        instant(row.getOffsetDateTime("decided_at")),
        row.getString("reason"),
        current,
        current ? REPORTS + packageId : null);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
