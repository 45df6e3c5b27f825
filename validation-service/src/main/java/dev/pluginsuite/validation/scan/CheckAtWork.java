package dev.pluginsuite.validation.scan;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.finding.Printable;
import dev.pluginsuite.validation.scan.CheckRun.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One check on one package: timed, and never the end of the others when it fails. */
final class CheckAtWork {
  private static final int LONGEST_NOTE = 300;

  private final String id;
  private final Switches switches;
  private final ScanFindings findings = new ScanFindings();
  private @Nullable PackageScan scan;
  private @Nullable Outcome early;
  private @Nullable String note;
  private long nanos;

  /** A step of the scan. */
  interface Step {
    void on(PackageScan scan) throws IOException;
  }

  CheckAtWork(ScanCheck check, Switches switches) {
    this.id = check.id();
    this.switches = switches;
    var reason = switches.enabled() ? check.reasonToSkip() : "It is switched off.";
    if (reason == null) {
      scan = check.begin(findings);
    } else {
      stop(Outcome.SKIPPED, reason);
    }
  }

  void take(Step step) {
    var current = scan;
    if (current == null) {
      return;
    }
    var start = System.nanoTime();
    try {
      step.on(current);
    } catch (SkippedScan skipped) {
      stop(Outcome.SKIPPED, String.valueOf(skipped.getMessage()));
    } catch (IOException | RuntimeException e) {
      stop(Outcome.FAILED, e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
    nanos += System.nanoTime() - start;
  }

  void close() {
    if (scan != null) {
      scan.close();
      scan = null;
    }
  }

  List<SecurityFinding> findings(Libraries libraries) {
    return findings.judged(libraries);
  }

  CheckRun run(List<SecurityFinding> found) {
    var finished = found.isEmpty() ? Outcome.CLEAN : Outcome.FOUND;
    var outcome = early == null ? finished : early;
    return new CheckRun(id, TimeUnit.NANOSECONDS.toMicros(nanos), outcome, note);
  }

  /** Whether something was found that stops a submission. */
  boolean stops(List<SecurityFinding> found) {
    return switches.enforced() && found.stream().anyMatch(it -> it.severity() == Level.CRITICAL);
  }

  /** Whether a submission may not pass because of how this went. */
  boolean isMissed() {
    return switches.enabled() && switches.required() && early != null;
  }

  private void stop(Outcome outcome, String reason) {
    early = outcome;
    note = Printable.of(reason, LONGEST_NOTE);
    close();
  }
}
