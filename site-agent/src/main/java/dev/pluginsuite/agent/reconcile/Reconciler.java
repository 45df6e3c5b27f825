package dev.pluginsuite.agent.reconcile;

import static dev.pluginsuite.api.installation.DesiredState.Action.ACTIVE;
import static dev.pluginsuite.api.installation.DesiredState.Action.INSTALLED;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a site what its document says, whatever it was before. A document is reached whole, or
 * after three tries the set before it is held until a newer one comes, less what the document
 * stops. One thread at a time.
 */
public final class Reconciler {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  private static final int TRIES = 3;

  private final Site site;

  public Reconciler(Site site) {
    this.site = site;
  }

  /** One pass; a null document means that none is known, and what stands is held. */
  public Outcome reconcile(@Nullable DesiredState document) throws InterruptedException {
    return reconcile(document, () -> false);
  }

  /**
   * @param isSuperseded asked before each step: whether to leave off for a newer document
   */
  public Outcome reconcile(@Nullable DesiredState document, BooleanSupplier isSuperseded)
      throws InterruptedException {
    try {
      if (document == null || isBehind(document)) {
        return hold(isSuperseded);
      }
      var wanted = Understanding.of(document, site.disk().journal().standing());
      return site.disk().journal().isSettledOn(document.siteGeneration(), wanted.plugins())
          ? hold(isSuperseded)
          : reach(document.siteGeneration(), wanted, isSuperseded);
    } catch (IOException away) {
      LOG.info("Waiting: {}", away.getMessage());
      return Outcome.WAITING;
    }
  }

  /** Only a restored database goes back; it goes on from the generation that we report. */
  private boolean isBehind(DesiredState document) {
    var settled = site.disk().journal().siteGeneration();
    if (document.siteGeneration() < settled) {
      LOG.warn("Generation {} is older than {}, which stands", document.siteGeneration(), settled);
      return true;
    }
    return false;
  }

  private Outcome reach(long generation, Understanding wanted, BooleanSupplier isSuperseded)
      throws IOException, InterruptedException {
    try {
      LOG.info("Going to generation {}", generation);
      heed(wanted);
      new Transition(site, wanted.plugins(), Attempts.allOrNothing(isSuperseded)).run();
      var journal = site.disk().journal();
      site.disk().record(journal.reached(generation, wanted.plugins(), wanted.failure()));
      site.disk().purge();
      site.secrets().keepOnly(wanted.plugins());
      LOG.info("Reached generation {}", generation);
      return Outcome.SETTLED;
    } catch (StepFailure failure) {
      return failed(generation, wanted, failure, isSuperseded);
    } catch (Unavailable away) {
      throw away;
    } catch (IOException diskFailure) {
      stop(wanted, isSuperseded);
      throw diskFailure;
    }
  }

  /**
   * What cannot be noted is not begun; but what is to stop, perhaps revoked, stops all the same.
   */
  private void stop(Understanding wanted, BooleanSupplier isSuperseded)
      throws IOException, InterruptedException {
    try {
      new Transition(site, wanted.plugins(), Attempts.asMuchAsPossible(isSuperseded)).onlyStop();
    } catch (StepFailure impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** First of all, so that not even a crash brings back what is to stop. */
  private void heed(Understanding wanted) throws IOException {
    var journal = site.disk().journal();
    var standing = journal.standing();
    if (standing != null) {
      site.disk().record(journal.holding(Fallback.heeding(wanted.plugins(), standing)));
    }
  }

  private Outcome failed(
      long generation, Understanding wanted, StepFailure failure, BooleanSupplier isSuperseded)
      throws IOException, InterruptedException {
    var journal = site.disk().journal().failed(generation);
    var culprit = failure.plugin();
    LOG.warn("Try {} of generation {}: {}", journal.failedTries(), generation, failure.summary());
    if (culprit == null || journal.failedTries() < TRIES) {
      site.disk().record(journal);
      return Outcome.RETRY;
    }
    var standing = journal.standing();
    var fallback = standing != null ? standing : Fallback.without(culprit, wanted.plugins());
    site.disk()
        .record(
            journal.givenUp(generation, wanted.plugins(), fallback, failure.forReport(culprit)));
    LOG.warn("Gave generation {} up; the set before it is held", generation);
    return hold(isSuperseded);
  }

  private Outcome hold(BooleanSupplier isSuperseded) throws IOException, InterruptedException {
    var standing = site.disk().journal().standing();
    if (standing != null) {
      try {
        new Transition(site, standing, Attempts.asMuchAsPossible(isSuperseded)).run();
        site.disk().purge();
        site.secrets().keepOnly(standing);
      } catch (StepFailure impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    return Outcome.SETTLED;
  }

  /** What is there, as of the document that was settled last. */
  public SiteReport report(String agentVersion, Instant now) throws IOException {
    var journal = site.disk().journal();
    var standing = journal.standing() == null ? List.<DesiredState.Plugin>of() : journal.standing();
    var unpacked = site.disk().releases();
    var plugins =
        standing.stream()
            .filter(it -> unpacked.stream().anyMatch(release -> release.isOf(it)))
            .map(it -> observed(it, journal))
            .toList();
    return new SiteReport(
        journal.siteGeneration(),
        now,
        agentVersion,
        plugins,
        journal.failure(),
        site.disk().found());
  }

  private static SiteReport.Plugin observed(DesiredState.Plugin plugin, Journal journal) {
    return new SiteReport.Plugin(
        plugin.installationId(),
        plugin.generation(),
        plugin.packageRef().packageId(),
        plugin.pluginId(),
        plugin.packageRef().version(),
        journal.runs(plugin) ? ACTIVE : INSTALLED);
  }
}
