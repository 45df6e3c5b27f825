package dev.pluginsuite.health.alert;

import dev.pluginsuite.api.health.AlertState;
import dev.pluginsuite.api.health.AlertStatus;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.health.problem.HealthProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** That an installation needs somebody, until it is well again or somebody says so. */
@Entity
@Table(name = "health_alerts")
class Alert {
  @Id UUID id = Ids.next();

  @Column(name = "installation_id")
  UUID installationId;

  @Column(name = "site_id")
  String siteId;

  @Column(name = "plugin_id")
  String pluginId;

  @Column(name = "package_id")
  UUID packageId;

  String version;

  @Enumerated(EnumType.STRING)
  AlertStatus status = AlertStatus.RAISED;

  @JdbcTypeCode(SqlTypes.JSON)
  Observed observed;

  @Column(name = "unwell_at")
  Instant unwellAt;

  @Column(name = "raised_at")
  Instant raisedAt;

  @Column(name = "acknowledged_by")
  @Nullable String acknowledgedBy;

  @Column(name = "acknowledged_at")
  @Nullable Instant acknowledgedAt;

  @Column(name = "resolved_by")
  @Nullable String resolvedBy;

  @Column(name = "resolved_at")
  @Nullable Instant resolvedAt;

  @Nullable String resolution;

  long revision = 1;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @SuppressWarnings("NullAway.Init")
  protected Alert() {}

  Alert(Unwell it, Instant now) {
    this.installationId = it.installationId();
    this.siteId = it.siteId();
    this.pluginId = it.pluginId();
    this.packageId = it.packageId();
    this.version = it.version();
    this.observed = new Observed(it.status(), it.reasons());
    this.unwellAt = it.unwellAt();
    this.raisedAt = now;
  }

  void acknowledge(String by, Instant now) {
    become(AlertStatus.ACKNOWLEDGED);
    acknowledgedBy = by;
    acknowledgedAt = now;
  }

  void resolve(String by, String why, Instant now) {
    become(AlertStatus.RESOLVED);
    resolvedBy = by;
    resolvedAt = now;
    resolution = why;
  }

  private void become(AlertStatus next) {
    if (!status.canBecome(next)) {
      throw HealthProblem.ILLEGAL_TRANSITION.because(
          "The alert is %s and cannot become %s; possible are %s."
              .formatted(status, next, status.successors()));
    }
    status = next;
    revision++;
  }

  AlertState state() {
    return new AlertState(
        id,
        installationId,
        siteId,
        pluginId,
        packageId,
        version,
        status,
        observed.status(),
        observed.reasons(),
        raisedAt,
        acknowledgedBy,
        acknowledgedAt,
        resolvedBy,
        resolvedAt,
        resolution);
  }
}
