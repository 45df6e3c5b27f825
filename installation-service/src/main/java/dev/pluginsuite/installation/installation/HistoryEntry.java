package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.common.time.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of an installation at one moment, and why. Written once, with the change itself. */
@Entity
@Table(name = "installation_history")
class HistoryEntry {
  @Id UUID id = Ids.next();

  @Column(name = "installation_id")
  UUID installationId;

  Instant at;
  String actor;
  String action;
  @Nullable String reason;

  @Column(name = "change_reference")
  @Nullable String changeReference;

  @Column(name = "plan_id")
  UUID planId;

  long generation;

  @Enumerated(EnumType.STRING)
  InstallationStatus desired;

  @Enumerated(EnumType.STRING)
  InstallationStatus status;

  @Column(name = "failed_operation")
  @Nullable String failedOperation;

  @Nullable String error;

  @SuppressWarnings("NullAway.Init")
  protected HistoryEntry() {}

  HistoryEntry(Installation it, Cause cause, Instant now) {
    this.installationId = it.id;
    this.at = now;
    this.actor = cause.actor();
    this.action = cause.action();
    this.reason = cause.reason();
    this.changeReference = cause.changeReference();
    this.planId = it.intent.planId;
    this.generation = it.intent.generation;
    this.desired = it.intent.desired.asStatus();
    this.status = it.status;
    this.failedOperation = it.failedOperation;
    this.error = it.error;
  }
}
