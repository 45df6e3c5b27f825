package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.InstallationStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One moment in the life of an installation.
 *
 * @param action what was asked for, reported or decided
 * @param planId succeeds or is taken back whole
 * @param generation of the site's document that carries it
 * @param desired what it was to be from then on
 * @param status what it was then
 */
record HistoryView(
    Instant at,
    String actor,
    String action,
    @Nullable String reason,
    @Nullable String changeReference,
    UUID planId,
    long generation,
    InstallationStatus desired,
    InstallationStatus status,
    @Nullable String failedOperation,
    @Nullable String error) {

  static HistoryView of(HistoryEntry it) {
    return new HistoryView(
        it.at,
        it.actor,
        it.action,
        it.reason,
        it.changeReference,
        it.planId,
        it.generation,
        it.desired,
        it.status,
        it.failedOperation,
        it.error);
  }
}
