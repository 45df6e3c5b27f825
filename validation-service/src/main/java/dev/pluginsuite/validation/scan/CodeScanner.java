package dev.pluginsuite.validation.scan;

import dev.pluginsuite.validation.npm.NpmInventory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The scan of packages: which checks there are and how much each counts. */
public final class CodeScanner {
  private final List<ScanCheck> checks;
  private final Map<String, Switches> switches;

  /** So that nobody's text keeps a lane for hours: a limit, as archives have some. */
  public static final Duration TEXT_TIME = Duration.ofMinutes(2);

  private final int textLimit;
  private final Duration textTime;
  private final Keywords keywords;

  /**
   * @param switches by the check's id; a check that is not named is advised
   * @param textLimit bytes of a file in which text is searched
   * @throws IllegalArgumentException if a switch names no check
   */
  public CodeScanner(List<ScanCheck> checks, Map<String, Switches> switches, int textLimit) {
    this(checks, switches, textLimit, TEXT_TIME);
  }

  /**
   * @param textTime for which the text of a package is searched, before it is refused
   */
  public CodeScanner(
      List<ScanCheck> checks, Map<String, Switches> switches, int textLimit, Duration textTime) {
    var unknown = new TreeSet<>(switches.keySet());
    checks.forEach(it -> unknown.remove(it.id()));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "There are switches for %s, but the scan checks are %s."
              .formatted(unknown, checks.stream().map(ScanCheck::id).toList()));
    }
    this.checks = List.copyOf(checks);
    this.switches = Map.copyOf(switches);
    this.textLimit = textLimit;
    this.textTime = textTime;
    this.keywords =
        new Keywords(
            Stream.concat(checks.stream().map(ScanCheck::keywords), Stream.of(NpmInventory.MARKS))
                .toList());
  }

  /** One that looks for nothing. */
  public static CodeScanner none() {
    return new CodeScanner(List.of(), Map.of(), Integer.MAX_VALUE);
  }

  public List<ScanCheck> checks() {
    return checks;
  }

  public Switches switchesOf(ScanCheck check) {
    return switches.getOrDefault(check.id(), Switches.ADVISED);
  }

  /** For one package. */
  public CodeScan begin() {
    return new CodeScan(
        checks.stream().map(it -> new CheckAtWork(it, switchesOf(it))).toList(),
        keywords,
        textLimit,
        textTime);
  }
}
