package dev.pluginsuite.health.threshold;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The limits that were set for a plugin or for an installation. */
@Entity
@Table(name = "health_thresholds")
class Threshold {
  @Id String subject;

  @JdbcTypeCode(SqlTypes.JSON)
  Limits limits = Limits.NONE;

  long revision;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @SuppressWarnings("NullAway.Init")
  protected Threshold() {}

  Threshold(String subject) {
    this.subject = subject;
  }

  static String ofPlugin(String pluginId) {
    return "plugin/" + pluginId;
  }

  static String ofInstallation(Object id) {
    return "installation/" + id;
  }

  void set(Limits next) {
    limits = next;
    revision++;
  }
}
