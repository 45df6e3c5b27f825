package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INSTALLED;
import static dev.pluginsuite.installation.installation.Desired.REPLACED;
import static dev.pluginsuite.installation.installation.Desired.UNINSTALLED;

import dev.pluginsuite.installation.secret.Setup;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What a site should make of an installation, and where it goes back to if it cannot. */
@Embeddable
class Intent {
  private static final int MOST_STEPS_BACK = 32;

  @Enumerated(EnumType.STRING)
  Desired desired = INSTALLED;

  /** Of the site's document in which it last changed. */
  long generation;

  @Column(name = "plan_id")
  UUID planId;

  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable Undo undo;

  /** Set while a revocation forbids going back to what it was. */
  @Column(name = "withdrawn_because")
  @Nullable String withdrawnBecause;

  @SuppressWarnings("NullAway.Init")
  protected Intent() {}

  Intent(Change change) {
    this.planId = change.planId();
    this.generation = change.generation();
  }

  /**
   * @param before the configuration that this changes; null if it leaves it as it is
   */
  void become(Desired next, @Nullable Setup before, Change change) {
    undo = new Undo(planId, desired, before, undo).bounded(MOST_STEPS_BACK);
    planId = change.planId();
    withdrawnBecause = null;
    move(next, change.generation());
  }

  /** The first plan wants it so at once: there is nothing in between to go back to. */
  void becomeAtOnce(Desired first) {
    desired = first;
  }

  /** Stops for good. */
  void withdraw(String because, Change change) {
    end(because, change);
    move(desired == ACTIVE ? INACTIVE : desired, change.generation());
  }

  /** Stops, and still goes with the plan that it came by if the site cannot do that one. */
  void withdrawWithinPlan(String because, Change change) {
    withdrawnBecause = because;
    undo = undo == null ? null : undo.stopped();
    move(desired == ACTIVE ? INACTIVE : desired, change.generation());
  }

  /** Does not come at all. */
  void callOff(String because, Change change) {
    end(because, change);
    move(UNINSTALLED, change.generation());
  }

  private void end(String because, Change change) {
    undo = null;
    planId = change.planId();
    withdrawnBecause = because;
  }

  /**
   * Back to what it was before its plan.
   *
   * @return the configuration it had; null if the plan left it as it was
   */
  @Nullable Setup revert(long generation) {
    var back = undo;
    if (back == null) {
      move(UNINSTALLED, generation);
    } else {
      planId = back.planId();
      undo = back.before();
      move(back.desired(), generation);
    }
    return back == null ? null : back.configuration();
  }

  /** Something it needs is not running any more. */
  void stop(long generation) {
    move(INACTIVE, generation);
  }

  /** The site has reached it: only the last step can still be undone. */
  void settle() {
    undo = undo == null ? null : undo.withoutBefore();
  }

  boolean isPresent() {
    return desired.isPresent();
  }

  boolean isReplaced() {
    return desired == REPLACED;
  }

  boolean isWithdrawn() {
    return withdrawnBecause != null;
  }

  /** Whether it was changed by the plan, or by one that was built on it. */
  boolean isBuiltOn(UUID plan) {
    return undo != null && undo.leadsThrough(plan);
  }

  /** All plans that it is in, from the newest one back to the first of these. */
  List<UUID> plansSince(Set<UUID> these) {
    var all =
        undo == null ? List.of(planId) : Stream.concat(Stream.of(planId), undo.plans()).toList();
    var first = all.size() - 1;
    while (first >= 0 && !these.contains(all.get(first))) {
      first--;
    }
    return all.subList(0, first + 1);
  }

  private void move(Desired next, long generation) {
    this.desired = next;
    this.generation = generation;
  }
}
