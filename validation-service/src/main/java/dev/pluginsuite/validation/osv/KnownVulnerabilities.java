package dev.pluginsuite.validation.osv;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Where it is known what is vulnerable. */
public interface KnownVulnerabilities {
  /**
   * Of the packages with these names. Blocks: for worker threads.
   *
   * @throws dev.pluginsuite.validation.scan.SkippedScan if nothing was loaded yet
   * @throws IOException if it cannot be asked now
   */
  List<Vulnerability> of(Collection<String> names) throws IOException;
}
