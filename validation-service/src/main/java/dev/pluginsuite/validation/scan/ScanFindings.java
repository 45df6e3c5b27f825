package dev.pluginsuite.validation.scan;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.finding.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one check found in one package. How grave it is shows only at the end, when it is known
 * which folders are published libraries.
 */
public final class ScanFindings {
  private static final int MOST = 200;
  private static final int MOST_OF_A_KIND_IN_A_FILE = 5;
  private static final int LONGEST = 500;

  private final List<Found> all = new ArrayList<>();
  private final Map<String, Integer> counts = new HashMap<>();

  private record Found(Weakness weakness, @Nullable String file, @Nullable Integer line) {}

  /** Something about the package as a whole. */
  public void add(Weakness weakness) {
    add(weakness, null, null);
  }

  public void add(Weakness weakness, ScannedFile file) {
    add(weakness, file.path(), null);
  }

  /**
   * @param line counted from 1
   */
  public void add(Weakness weakness, @Nullable String file, @Nullable Integer line) {
    var count =
        counts.merge(weakness.id() + "\n" + file + "\n" + weakness.message(), 1, Integer::sum);
    if (all.size() < MOST && count <= MOST_OF_A_KIND_IN_A_FILE) {
      all.add(new Found(weakness, file, line));
    }
  }

  List<SecurityFinding> judged(Libraries libraries) {
    return all.stream().map(it -> judged(it, libraries)).toList();
  }

  private static SecurityFinding judged(Found it, Libraries libraries) {
    var weakness = it.weakness();
    var isInLibrary = it.file() != null && libraries.contain(it.file());
    return new SecurityFinding(
        weakness.id(),
        weakness.cwe(),
        isInLibrary ? weakness.librarySeverity() : weakness.severity(),
        it.file() == null ? null : Printable.of(it.file(), LONGEST),
        it.line(),
        Printable.of(weakness.message(), LONGEST),
        Printable.of(weakness.remedy(), LONGEST));
  }
}
