package dev.pluginsuite.health.alert;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** When somebody is called because of a plugin. */
@Entity
@Table(name = "health_alert_rules")
class AlertRule {
  @Id
  @Column(name = "plugin_id")
  String pluginId;

  @JdbcTypeCode(SqlTypes.JSON)
  AlertTerms terms = AlertTerms.DEFAULT;

  long revision;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @SuppressWarnings("NullAway.Init")
  protected AlertRule() {}

  AlertRule(String pluginId) {
    this.pluginId = pluginId;
  }

  void set(AlertTerms next) {
    terms = next;
    revision++;
  }
}
