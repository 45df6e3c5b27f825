package dev.pluginsuite.validation.scan;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.npm.NpmInventory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a scan found.
 *
 * @param stops whether something was found that stops the submission
 * @param missed required checks that were not carried out, and why
 */
public record ScanResult(
    List<SecurityFinding> findings,
    List<CheckRun> runs,
    boolean stops,
    List<CheckRun> missed,
    NpmInventory npm) {

  /** How long all checks took together. */
  public long nanos() {
    return TimeUnit.MICROSECONDS.toNanos(runs.stream().mapToLong(CheckRun::micros).sum());
  }
}
