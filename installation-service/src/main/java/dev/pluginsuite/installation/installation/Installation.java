package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.health.HealthStatus;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.secret.Setup;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hibernate.annotations.Formula;
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

  @Column(name = "secret_refs")
  @JdbcTypeCode(SqlTypes.JSON)
  SecretRefs secretRefs;

  /** Somebody asked for it: it did not only come along. */
  boolean requested;

  @Embedded Intent intent;
  @Embedded Sighting sighting = new Sighting();

  /** What was asked for when it failed: what a retry asks for again. */
  @Column(name = "failed_wish")
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Wish failedWish;

  @Column(name = "failed_operation")
  @Nullable String failedOperation;

  @Nullable String error;

  @Enumerated(EnumType.STRING)
  InstallationStatus status = InstallationStatus.INSTALLING;

  /** Whether it is what the site has, or is to have, of the plugin. */
  boolean live = true;

  long revision;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @Column(name = "created_at")
  Instant createdAt;

  /** How it is, and what was counted when that was found: another feature writes it. */
  @Enumerated(EnumType.STRING)
  @Column(name = "health_status", insertable = false, updatable = false)
  @Nullable HealthStatus healthStatus;

  @Column(name = "health_since", insertable = false, updatable = false)
  @Nullable Instant healthSince;

  @Column(name = "error_count", updatable = false)
  long errorCount;

  @Column(name = "warning_count", updatable = false)
  long warningCount;

  @Column(name = "last_error", insertable = false, updatable = false)
  @Nullable String lastError;

  /** Of the licence under which the site has the plugin, masked; null if it needs none. */
  @Formula(
      "(select l.masked_key from license_seats s join plugin_licenses l on l.id = s.license_id"
          + " where s.site_id = site_id and s.plugin_id = plugin_id)")
  @Nullable String licenseKey;

  @Formula(
      "(select l.expires_at from license_seats s join plugin_licenses l on l.id = s.license_id"
          + " where s.site_id = site_id and s.plugin_id = plugin_id)")
  @Nullable Instant licenseExpires;

  @Column(name = "previous_installation_id")
  @Nullable UUID previousInstallationId;

  /** The installation of another version that took, or is to take, its place. */
  @Column(name = "superseded_by")
  @Nullable UUID supersededBy;

  @SuppressWarnings("NullAway.Init")
  protected Installation() {}

  @SuppressWarnings("NullAway.Init") // take sets the rest
  Installation(String siteId, NewPlugin plugin, Change change) {
    this.siteId = siteId;
    this.packageRef = plugin.packageRef();
    this.packageId = packageRef.packageId();
    this.version = packageRef.version();
    this.pluginId = plugin.pluginId();
    this.requires = new Requirements(plugin.requires());
    take(plugin.configuration().setup());
    this.requested = plugin.requested();
    this.intent = new Intent(change);
    this.createdAt = change.now();
  }

  /** Asks for something else; once asked for, an earlier failure is history. */
  void want(Desired next, Change change) {
    if (!intent.desired.canBecome(next)) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "%s at %s is to be %s and cannot become %s; possible are %s."
              .formatted(pluginId, siteId, intent.desired, next, intent.desired.successors()));
    }
    intent.become(next, null, change);
    clearFailure();
  }

  /**
   * @param next complete
   */
  void configure(Setup next, Change change) {
    intent.become(intent.desired, setup(), change);
    take(next);
    clearFailure();
  }

  /**
   * Another status and another configuration in one step: there is nothing in between to go back
   * to.
   *
   * @param next may be what is wanted already
   * @param setup complete
   */
  void become(Desired next, Setup setup, Change change) {
    intent.become(next, setup().equals(setup) ? null : setup(), change);
    take(setup);
    clearFailure();
  }

  void wantAtOnce(Desired first) {
    intent.becomeAtOnce(first);
    judge();
  }

  /** Lets another version take its place, in the same state. */
  void makeRoomFor(Installation next, Change change) {
    next.wantAtOnce(intent.desired);
    next.sighting.continueFrom(sighting);
    next.previousInstallationId = id;
    next.requested = requested;
    want(Desired.REPLACED, change);
    supersededBy = next.id;
  }

  /** The version whose place it was to take has it back. */
  void giveWayTo(Installation earlier) {
    supersededBy = earlier.id;
    judge();
  }

  /** What was revoked, or needs what was, stops for good: there is no way back. */
  void withdraw(String because, Change change) {
    intent.withdraw(because, change);
    judge();
  }

  /**
   * The same for a version that is to take another's place: if its plan fails, that one is back.
   */
  void withdrawWithinPlan(String because, Change change) {
    intent.withdrawWithinPlan(because, change);
    judge();
  }

  /** What was revoked before it arrived, or needs what was, does not come at all. */
  void callOff(String because, Change change) {
    if (intent.isPresent()) {
      failedOperation = "revoke";
      error = because;
    }
    intent.callOff(because, change);
    judge();
  }

  void revert(long generation) {
    var before = intent.revert(generation);
    take(before == null ? setup() : before);
    supersededBy = isPresent() ? null : supersededBy;
    judge();
  }

  void stopWithout(long generation) {
    intent.stop(generation);
    judge();
  }

  /** Whether that is news. */
  boolean fail(String operation, String error, Wish wish) {
    var isNews = !operation.equals(failedOperation) || !error.equals(this.error);
    failedOperation = operation;
    failedWish = wish;
    this.error = error;
    judge();
    return isNews;
  }

  /** A failed installation that the site does not have is let go. */
  void forget() {
    sighting.reach(intent.generation);
    clearFailure();
  }

  /**
   * What the site reports on its newest document.
   *
   * @param whole whether the document was reached
   * @return whether that is news
   */
  boolean observe(SiteReport.@Nullable Plugin reported, boolean whole, Instant now) {
    var before = InstallationView.of(this);
    sighting.see(reported, intent.generation, now);
    if (whole && reported == null && !intent.isPresent()) {
      sighting.reach(intent.generation);
    }
    if (whole && isSettled()) {
      settle();
    }
    judge();
    return !before.equals(InstallationView.of(this));
  }

  private void settle() {
    intent.settle();
    // Nobody will ask again for what a revocation wanted: when it is done it is done.
    if (intent.isWithdrawn() && sighting.hasArrived()) {
      clearFailure();
    }
  }

  Setup setup() {
    return new Setup(configuration, secretRefs.refs());
  }

  private void take(Setup setup) {
    configuration = setup.values();
    secretRefs = new SecretRefs(setup.secrets());
  }

  private void clearFailure() {
    failedOperation = null;
    failedWish = null;
    error = null;
    judge();
  }

  private void judge() {
    status = Statuses.of(intent.desired, sighting.observed, isSettled(), failedOperation != null);
    live = isOpen() && !isGivenUp() && !intent.isReplaced() && supersededBy == null;
  }

  Wish wish() {
    return new Wish(intent.desired, setup());
  }

  boolean isSettled() {
    return sighting.observedGeneration >= intent.generation;
  }

  boolean isOpen() {
    return status != InstallationStatus.UNINSTALLED;
  }

  boolean isPresent() {
    return intent.isPresent();
  }

  boolean is(Desired desired) {
    return intent.desired == desired;
  }

  /** Failed, and not wanted any more. */
  private boolean isGivenUp() {
    return failedOperation != null && !intent.isPresent();
  }

  /** Given up, and not there. */
  boolean isDead() {
    return isGivenUp() && !sighting.isThere();
  }

  /** As long as it is at the site, or is to come, or may still be there. */
  boolean holdsSeat() {
    return isOpen() && !isDead() && (!intent.isReplaced() || sighting.isThere());
  }

  /** Whether the seat of the plugin is its own, and not that of another row. */
  boolean isSeated() {
    return isOpen() && supersededBy == null;
  }

  boolean needs(String otherPluginId) {
    return requires.pluginIds().contains(otherPluginId);
  }

  InstallationState state() {
    return new InstallationState(
        id,
        siteId,
        packageId,
        pluginId,
        version,
        status,
        intent.desired.asStatus(),
        intent.generation,
        sighting.observedGeneration,
        intent.isPresent(),
        error);
  }

  DesiredState.Plugin entry() {
    return new DesiredState.Plugin(
        id,
        intent.generation,
        intent.planId,
        pluginId,
        intent.desired.asAction(),
        packageRef,
        requires.pluginIds(),
        configuration,
        secretRefs.refs());
  }
}
