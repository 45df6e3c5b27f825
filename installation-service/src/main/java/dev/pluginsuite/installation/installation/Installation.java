package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INSTALLED;
import static dev.pluginsuite.installation.installation.Desired.UNINSTALLED;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.InstallationProblem;
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
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** One version of a plugin at one site: what it should be there and what it was seen to be. */
@Entity
@Table(name = "plugin_installations")
class Installation {
  @Id UUID id = Ids.next();

  @Column(name = "site_id")
  String siteId;

  @Column(name = "package_id")
  UUID packageId;

  @Column(name = "plugin_id")
  String pluginId;

  String version;

  @Column(name = "package_ref")
  @JdbcTypeCode(SqlTypes.JSON)
  PackageRef packageRef;

  @JdbcTypeCode(SqlTypes.JSON)
  Requirements requires;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, Object> configuration;

  boolean requested;

  @Enumerated(EnumType.STRING)
  Desired desired = INSTALLED;

  long generation;

  @Column(name = "plan_id")
  UUID planId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Undo undo;

  /** Set while a revocation forbids going back to what it was. */
  @Column(name = "withdrawn_because")
  @Nullable String withdrawnBecause;

  @Enumerated(EnumType.STRING)
  Observed observed = Observed.ABSENT;

  @Column(name = "observed_generation")
  long observedGeneration;

  @Column(name = "failed_operation")
  @Nullable String failedOperation;

  @Nullable String error;

  @Enumerated(EnumType.STRING)
  InstallationStatus status = InstallationStatus.INSTALLING;

  long revision;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @Column(name = "created_at")
  Instant createdAt;

  @Column(name = "installed_at")
  @Nullable Instant installedAt;

  @Column(name = "activated_at")
  @Nullable Instant activatedAt;

  @Column(name = "deactivated_at")
  @Nullable Instant deactivatedAt;

  @Column(name = "error_count")
  long errorCount;

  @Column(name = "license_key")
  @Nullable String licenseKey;

  @Column(name = "license_expires")
  @Nullable Instant licenseExpires;

  @Column(name = "previous_installation_id")
  @Nullable UUID previousInstallationId;

  @SuppressWarnings("NullAway.Init")
  protected Installation() {}

  Installation(String siteId, NewPlugin plugin, Change change) {
    this.siteId = siteId;
    this.packageRef = plugin.packageRef();
    this.packageId = packageRef.packageId();
    this.version = packageRef.version();
    this.pluginId = plugin.pluginId();
    this.requires = new Requirements(plugin.requires());
    this.configuration = plugin.configuration();
    this.requested = plugin.requested();
    this.planId = change.planId();
    this.generation = change.generation();
    this.createdAt = change.now();
  }

  /** Asks for something else; once asked for, an earlier failure is history. */
  void want(Desired next, Change change) {
    if (!desired.canBecome(next)) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "%s at %s is to be %s and cannot become %s; possible are %s."
              .formatted(pluginId, siteId, desired, next, desired.successors()));
    }
    undo = new Undo(planId, desired, undo);
    planId = change.planId();
    withdrawnBecause = null;
    move(next, change.generation());
    succeed();
  }

  /** The first plan wants it active at once: there is nothing in between to go back to. */
  void wantActiveAtOnce() {
    desired = ACTIVE;
  }

  /** What was revoked, or needs what was, stops for good: there is no way back. */
  void withdraw(String because, Change change) {
    endFor(because, change);
    move(desired == ACTIVE ? INACTIVE : desired, change.generation());
  }

  /** What was revoked before it arrived, or needs what was, does not come at all. */
  void callOff(String because, Change change) {
    endFor(because, change);
    if (desired.isPresent()) {
      failedOperation = "revoke";
      error = because;
    }
    move(UNINSTALLED, change.generation());
  }

  private void endFor(String because, Change change) {
    undo = null;
    planId = change.planId();
    withdrawnBecause = because;
  }

  boolean hasArrived() {
    return installedAt != null;
  }

  /** Back to what it was before its plan. */
  void revert(long generation) {
    var back = undo;
    if (back == null) {
      move(UNINSTALLED, generation);
    } else {
      planId = back.planId();
      undo = back.before();
      move(back.desired(), generation);
    }
  }

  /** Something it needs is not running any more. */
  void stopWithout(long generation) {
    move(INACTIVE, generation);
  }

  /** Whether that is news. */
  boolean fail(String operation, String error) {
    var isNews = !operation.equals(failedOperation) || !error.equals(this.error);
    failedOperation = operation;
    this.error = error;
    become();
    return isNews;
  }

  /** A failed installation that the site does not have is let go. */
  void forget() {
    observedGeneration = Math.max(observedGeneration, generation);
    succeed();
  }

  /**
   * What the site reports on its newest document.
   *
   * @param whole whether the document was reached
   * @return whether that is news
   */
  boolean observe(SiteReport.@Nullable Plugin reported, boolean whole, Instant now) {
    var before = new Seen(observed, observedGeneration, status, error);
    observed = Observed.of(reported, activatedAt != null);
    if (reported != null) {
      observedGeneration = Math.max(observedGeneration, reported.generation());
    } else if (whole && desired == UNINSTALLED) {
      observedGeneration = Math.max(observedGeneration, generation);
    }
    note(before.observed(), now);
    if (isSettled() && whole) {
      settle();
    }
    become();
    return !before.equals(new Seen(observed, observedGeneration, status, error));
  }

  private record Seen(
      Observed observed,
      long observedGeneration,
      InstallationStatus status,
      @Nullable String error) {}

  private void note(Observed before, Instant now) {
    if (observed != Observed.ABSENT && installedAt == null) {
      installedAt = now;
    }
    if (observed == Observed.ACTIVE && before != Observed.ACTIVE) {
      activatedAt = now;
      deactivatedAt = null;
    } else if (before == Observed.ACTIVE && observed != Observed.ACTIVE) {
      deactivatedAt = now;
    }
  }

  private void settle() {
    undo = undo == null ? null : undo.withoutBefore();
    // Nobody will ask again for what a revocation wanted: when it is done it is done.
    if (withdrawnBecause != null && hasArrived()) {
      succeed();
    }
  }

  private void move(Desired next, long generation) {
    desired = next;
    this.generation = generation;
    become();
  }

  private void succeed() {
    failedOperation = null;
    error = null;
    become();
  }

  private void become() {
    status = Statuses.of(desired, observed, isSettled(), failedOperation != null);
  }

  boolean isSettled() {
    return observedGeneration >= generation;
  }

  boolean isOpen() {
    return status != InstallationStatus.UNINSTALLED;
  }

  /** Failed, not there, and not wanted any more. */
  boolean isDead() {
    return failedOperation != null && desired == UNINSTALLED && observed == Observed.ABSENT;
  }

  InstallationState state() {
    return new InstallationState(
        id,
        siteId,
        packageId,
        pluginId,
        version,
        status,
        desired.asStatus(),
        generation,
        observedGeneration,
        desired.isPresent(),
        error);
  }

  boolean needs(String otherPluginId) {
    return requires.pluginIds().contains(otherPluginId);
  }

  DesiredState.Plugin entry() {
    return new DesiredState.Plugin(
        id,
        generation,
        planId,
        pluginId,
        desired.asAction(),
        packageRef,
        requires.pluginIds(),
        configuration,
        List.of());
  }
}
