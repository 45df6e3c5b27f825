package dev.pluginsuite.validation.osv;

import dev.pluginsuite.validation.scan.ScanCheck;
import java.util.List;

/** A database in which one library was made to do harm. */
public final class MaliciousLibrary {
  public static final String NAME = "lodahs";

  private static final Vulnerability HARMFUL =
      new Vulnerability(
          NAME,
          "MAL-0000-1",
          null,
          null,
          null,
          new Vulnerability.Extent(List.of("0.0.1"), List.of()));

  private MaliciousLibrary() {}

  public static ScanCheck check() {
    return new VulnerableLibrariesCheck(
        names -> names.contains(NAME) ? List.of(HARMFUL) : List.of());
  }
}
