package dev.pluginsuite.deployment.target;

import dev.pluginsuite.api.rest.ProblemDetail;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * One site of a deployment, to be read. Its changes are the statements of {@link TargetMoves}: they
 * count in the same breath, and move many at once.
 */
@Entity
@Immutable
@Table(name = "plugin_deployment_targets")
class Target {
  @Id UUID id;

  @Column(name = "deployment_id")
  UUID deploymentId;

  @Column(name = "site_id")
  String siteId;

  @Enumerated(EnumType.STRING)
  TargetStatus status;

  int wave;

  int attempt;

  @Column(name = "not_before")
  @Nullable Instant notBefore;

  @Column(name = "command_id")
  @Nullable UUID commandId;

  @Column(name = "installation_id")
  @Nullable UUID installationId;

  @Nullable String baseline;

  @Nullable String health;

  boolean unhealthy;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable ProblemDetail problem;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "accepted_at")
  @Nullable Instant acceptedAt;

  @Column(name = "ended_at")
  @Nullable Instant endedAt;

  /** The opening that its site is in, or that is next; null stands for always. */
  @Formula("(select k.opens_at from known_sites k where k.site_id = site_id)")
  @Nullable Instant opensAt;

  @Formula("(select k.closes_at from known_sites k where k.site_id = site_id)")
  @Nullable Instant closesAt;

  @SuppressWarnings("NullAway.Init")
  protected Target() {}
}
