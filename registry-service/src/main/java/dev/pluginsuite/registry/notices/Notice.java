package dev.pluginsuite.registry.notices;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One notice. Its body is written once: every receiver and every try gets the same bytes. */
@Entity
@Table(name = "notices")
class Notice {
  @Id UUID id;

  /** The order in which notices about one subject are told; given by the database. */
  @Column(insertable = false, updatable = false)
  long seq;

  String type;

  @Column(name = "subject_id")
  String subjectId;

  @JdbcTypeCode(SqlTypes.JSON)
  NoticeScope scope;

  /** CloudEvents 1.0, structured JSON. */
  String body;

  @Column(name = "raised_at")
  Instant raisedAt;

  @Column(name = "fanned_out_at")
  @Nullable Instant fannedOutAt;

  @SuppressWarnings("NullAway.Init")
  protected Notice() {}

  Notice(UUID id, String type, String subjectId, NoticeScope scope, String body, Instant raisedAt) {
    this.id = id;
    this.type = type;
    this.subjectId = subjectId;
    this.scope = scope;
    this.body = body;
    this.raisedAt = raisedAt;
  }
}
