package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.SiteStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.Formula;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A place where an MES runs. Its row is the lock under which everything that the site should have
 * changes.
 */
@Entity
@Table(name = "sites")
class Site {
  @Id String id;
  String name;

  @Column(name = "enterprise_id")
  @Nullable String enterpriseId;

  @Column(name = "mes_version")
  String mesVersion;

  @Column(name = "api_version")
  String apiVersion;

  boolean development;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> labels;

  /** Null for the default. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable RegistryOrder registries;

  @Enumerated(EnumType.STRING)
  SiteStatus status = SiteStatus.PROVISIONING;

  /** Of the desired state: grows with every change and never restarts. */
  long generation;

  long revision = 1;

  @Column(name = "last_contact_at")
  @Nullable Instant lastContactAt;

  @Column(name = "agent_version")
  @Nullable String agentVersion;

  /** The newest document that the agent has reported on. */
  @Column(name = "observed_generation")
  long observedGeneration;

  @Column(name = "requires_reason")
  boolean requiresReason;

  @Column(name = "requires_change_reference")
  boolean requiresChangeReference;

  /** Null stands for always. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Column(name = "maintenance_windows")
  @Nullable SiteWindows maintenanceWindows;

  /** When the site is closed even if its agent has not confirmed that all is gone. */
  @Column(name = "offboard_by")
  @Nullable Instant offboardBy;

  /** How many plugins are not what they should be. */
  @Formula(
      "(select count(*) from plugin_installations p where p.site_id = id and p.drift_since is not null)")
  long drifting;

  @Column(name = "created_at")
  Instant createdAt;

  @Version
  @Column(name = "lock_version")
  int version;

  @SuppressWarnings("NullAway.Init")
  protected Site() {}

  @SuppressWarnings("NullAway.Init") // describe sets the rest
  Site(String id, SiteDescription description, Instant createdAt) {
    this.id = id;
    this.createdAt = createdAt;
    take(description);
  }

  void describe(SiteDescription description) {
    SiteAction.DESCRIBE.require(id, status);
    take(description);
    revision++;
  }

  /** True the first time. */
  boolean activate() {
    return become(SiteAction.ACTIVATE);
  }

  /** May be said again, with an earlier deadline. */
  void offboard(Instant by) {
    SiteAction.OFFBOARD.require(id, status);
    become(SiteAction.OFFBOARD);
    offboardBy = offboardBy == null || by.isBefore(offboardBy) ? by : offboardBy;
  }

  /** True the first time. */
  boolean close() {
    return become(SiteAction.CLOSE);
  }

  private boolean become(SiteAction action) {
    if (!action.isPossible(status)) {
      return false;
    }
    status = action.after(status);
    revision++;
    return true;
  }

  void reach(long generation) {
    this.generation = Math.max(this.generation, generation);
  }

  void contacted(String agentVersion, long generation, Instant now) {
    this.observedGeneration = Math.max(observedGeneration, generation);
    this.agentVersion = agentVersion;
    this.lastContactAt = now;
  }

  private void take(SiteDescription it) {
    name = it.name();
    enterpriseId = it.enterpriseId();
    mesVersion = it.mesVersion();
    apiVersion = it.apiVersion();
    development = it.development();
    labels = it.labels();
    requiresReason = it.policies().reason();
    requiresChangeReference = it.policies().changeReference();
    maintenanceWindows =
        it.maintenanceWindows().isEmpty() ? null : new SiteWindows(it.maintenanceWindows());
    registries = it.registries() == null ? null : new RegistryOrder(it.registries());
  }

  List<MaintenanceWindow> windows() {
    return maintenanceWindows == null ? List.of() : maintenanceWindows.all();
  }

  SiteState state() {
    return new SiteState(
        id, name, enterpriseId, status, mesVersion, apiVersion, development, labels, windows());
  }
}
