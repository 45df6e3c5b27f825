package dev.pluginsuite.validation.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that packages are searched for. Knows no package: each gets a scan of its own. */
public interface ScanCheck {
  /** Stable: the configuration's switches and clients name it. */
  String id();

  /** What it looks for, in one sentence. */
  String purpose();

  List<Weakness> weaknesses();

  /** Why it cannot be carried out as things are configured; null if it can. */
  default @Nullable String reasonToSkip() {
    return null;
  }

  /** Lines of text with one of these, in any case, are shown to it, and no others. */
  default List<String> keywords() {
    return List.of();
  }

  PackageScan begin(ScanFindings findings);
}
