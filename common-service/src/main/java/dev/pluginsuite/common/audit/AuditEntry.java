package dev.pluginsuite.common.audit;

import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.time.Ids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that somebody did. Append-only. */
@Entity
@Table(name = "audit_entry")
class AuditEntry {
  @Id UUID id = Ids.next();
  Instant at;
  String actor;
  String action;

  @Column(name = "subject_type")
  String subjectType;

  @Column(name = "subject_id")
  String subjectId;

  @Column(name = "before_state")
  @Nullable String before;

  @Column(name = "after_state")
  @Nullable String after;

  @Nullable String reason;

  @Column(name = "change_reference")
  @Nullable String changeReference;

  @Nullable String address;

  @SuppressWarnings("NullAway.Init")
  protected AuditEntry() {}

  AuditEntry(Instant at, Actor actor, Deed deed) {
    this.at = at;
    this.actor = actor.name();
    this.address = actor.address();
    this.action = deed.action();
    this.subjectType = deed.subjectType();
    this.subjectId = deed.subjectId();
    this.before = deed.before();
    this.after = deed.after();
    this.reason = deed.reason();
    this.changeReference = deed.changeReference();
  }
}
