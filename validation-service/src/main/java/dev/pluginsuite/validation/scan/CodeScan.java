package dev.pluginsuite.validation.scan;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.archive.ArchiveEntry;
import dev.pluginsuite.validation.archive.ContentListener;
import dev.pluginsuite.validation.npm.NpmInventory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scan of one package, which sees each file once and holds a few lines of it at most. */
public final class CodeScan implements ContentListener, AutoCloseable {
  private static final Weakness TEXT_LIMIT =
      new Weakness(
          "scan-text-limit",
          "CWE-770",
          Level.HIGH,
          Level.LOW,
          "The file is so long that text was searched only in its first part.",
          "Split the file, or leave it out.");

  private static final Weakness TIME_LIMIT =
      Weakness.everywhere(
          "scan-time-limit",
          "CWE-400",
          Level.CRITICAL,
          "The text of the package takes too long to search; nobody writes such text.",
          "Split the package, or leave out what is no code.");
  private static final Weakness LIBRARIES_UNREAD =
      new Weakness(
          "scan-libraries-unread",
          "CWE-1395",
          Level.MEDIUM,
          Level.LOW,
          "The file names libraries, but is too large to be read, or malformed.",
          "Mend the file, or leave it out.");
  private static final Weakness LIBRARY_LIMIT =
      Weakness.everywhere(
          "scan-library-limit",
          "CWE-770",
          Level.HIGH,
          "The package has more libraries than are looked at: 5,000.",
          "Pack only those libraries that the plugin needs.");

  private final List<CheckAtWork> checks;
  private final Keywords keywords;
  private final int textLimit;
  private long nanosLeft;
  private final NpmInventory npm = new NpmInventory();
  private final ScanFindings own = new ScanFindings();
  private ScannedFile file = ScannedFile.of("", 0);
  private @Nullable LineWindows lines;
  private long seen;

  /**
   * @param keywords of each check in turn, and of the inventory
   */
  CodeScan(List<CheckAtWork> checks, Keywords keywords, int textLimit, Duration textTime) {
    this.checks = checks;
    this.nanosLeft = textTime.toNanos();
    this.keywords = keywords;
    this.textLimit = textLimit;
  }

  @Override
  public void begins(ArchiveEntry entry) {
    file = ScannedFile.of(entry.path(), entry.size());
    seen = 0;
    lines = null;
    npm.fileBegins(file.path(), file.size());
    all(it -> it.fileBegins(file));
  }

  @Override
  public void bytes(byte[] chunk, int length) {
    if (seen == 0 && nanosLeft >= 0 && (file.kind() != FileKind.OTHER || isText(chunk, length))) {
      lines = new LineWindows(this::line);
    }
    npm.bytes(chunk, length);
    all(it -> it.bytes(chunk, length));
    searchText(chunk, length);
    seen += length;
  }

  @Override
  public void ends() {
    if (lines != null) {
      lines.end();
    }
    npm.fileEnds();
    all(PackageScan::fileEnds);
  }

  /**
   * What was found in all.
   *
   * @param isComplete whether the archive was read to its end
   */
  public ScanResult end(
      @Nullable String pluginId,
      @Nullable String submitter,
      @Nullable String sha256,
      boolean isComplete) {
    if (isComplete) {
      var contents = new ScannedPackage(pluginId, submitter, sha256, npm);
      all(it -> it.packageEnds(contents));
    }
    npm.unread().forEach(it -> own.add(LIBRARIES_UNREAD, it, null));
    if (npm.isFull()) {
      own.add(LIBRARY_LIMIT);
    }
    var libraries = new Libraries(npm.packages(), pluginId);
    var findings = new ArrayList<>(own.judged(libraries));
    var runs = new ArrayList<CheckRun>();
    var missed = new ArrayList<CheckRun>();
    var stops = findings.stream().anyMatch(it -> it.severity() == Level.CRITICAL);
    for (var check : checks) {
      var found = check.findings(libraries);
      var run = check.run(found);
      findings.addAll(found);
      runs.add(run);
      stops |= check.stops(found);
      if (check.isMissed()) {
        missed.add(run);
      }
    }
    return new ScanResult(
        List.<SecurityFinding>copyOf(findings), List.copyOf(runs), stops, List.copyOf(missed), npm);
  }

  @Override
  public void close() {
    checks.forEach(CheckAtWork::close);
  }

  private void searchText(byte[] chunk, int length) {
    var current = lines;
    if (current == null) {
      return;
    }
    current.add(chunk, (int) Math.min(length, textLimit - seen));
    if (seen + length > textLimit) {
      lines = null;
      own.add(TEXT_LIMIT, file);
    }
  }

  private void line(TextWindow window) {
    var found = keywords.in(window.bytes(), window.length());
    npm.line(window.bytes(), window.length(), found.get(checks.size()));
    if (found.isEmpty() || nanosLeft < 0) {
      return;
    }
    var start = System.nanoTime();
    for (var i = found.nextSetBit(0); i >= 0 && i < checks.size(); i = found.nextSetBit(i + 1)) {
      checks.get(i).take(it -> it.line(window));
    }
    nanosLeft -= System.nanoTime() - start;
    if (nanosLeft < 0) {
      own.add(TIME_LIMIT, file);
    }
  }

  private void all(CheckAtWork.Step step) {
    for (var check : checks) {
      check.take(step);
    }
  }

  /** By the name, a NUL makes no binary of a script: engines read on. */
  private static boolean isText(byte[] chunk, int length) {
    for (var i = 0; i < length; i++) {
      if (chunk[i] == 0) {
        return false;
      }
    }
    return true;
  }
}
