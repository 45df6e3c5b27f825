package dev.pluginsuite.validation.scan;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.finding.Printable;
import java.util.ArrayList;
import java.util.Comparator;
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
  private static final int MOST_KEPT = 20_000;
  private static final int MOST_OF_A_KIND_IN_A_FILE = 5;
  private static final int LONGEST = 500;
  private static final Weakness TOO_MANY =
      Weakness.everywhere(
          "scan-finding-limit",
          "CWE-770",
          Level.CRITICAL,
          "There is more to be found than is looked at.",
          "Mend what was found, or leave it out.");

  private static final Comparator<Judged> GRAVEST_FIRST =
      Comparator.comparing(Judged::severity).reversed();

  private final List<Found> all = new ArrayList<>();
  private final Map<Kind, Integer> counts = new HashMap<>();
  private boolean isFull;

  /** What counts as the same: in a comment a thing is less grave than in code. */
  private record Kind(String id, Level severity, @Nullable String file, String message) {}

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
    if (isFull || !isWorthKeeping(weakness, file)) {
      return;
    }
    if (all.size() < MOST_KEPT) {
      all.add(new Found(weakness, file, line));
    } else {
      isFull = true;
    }
  }

  /** Messages are counted as long as they decide: there may be a million of them. */
  private boolean isWorthKeeping(Weakness weakness, @Nullable String file) {
    var isFirst = count(weakness, file, "") == 1;
    if (all.size() >= MOST) {
      return isFirst;
    }
    var isOftenThere = count(weakness, file, weakness.message()) > MOST_OF_A_KIND_IN_A_FILE;
    return isFirst || !isOftenThere;
  }

  private int count(Weakness it, @Nullable String file, String message) {
    return counts.merge(new Kind(it.id(), it.severity(), file, message), 1, Integer::sum);
  }

  /** The gravest, if there are many: what is harmless must not hide what is not. */
  List<SecurityFinding> judged(Libraries libraries) {
    if (isFull) {
      all.add(0, new Found(TOO_MANY, null, null));
    }
    var judged = all.stream().map(it -> new Judged(it, severity(it, libraries)));
    var told = all.size() > MOST ? judged.sorted(GRAVEST_FIRST) : judged;
    return told.limit(MOST).map(Judged::told).toList();
  }

  private static Level severity(Found it, Libraries libraries) {
    return it.file() != null && libraries.contain(it.file())
        ? it.weakness().librarySeverity()
        : it.weakness().severity();
  }

  private record Judged(Found found, Level severity) {
    private SecurityFinding told() {
      var weakness = found.weakness();
      return new SecurityFinding(
          weakness.id(),
          weakness.cwe(),
          severity,
          found.file() == null ? null : Printable.of(found.file(), LONGEST),
          found.line(),
          Printable.of(weakness.message(), LONGEST),
          Printable.of(weakness.remedy(), LONGEST));
    }
  }
}
