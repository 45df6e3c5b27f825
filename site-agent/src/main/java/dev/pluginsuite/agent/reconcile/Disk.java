package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a site keeps. After a crash each change either happened or did not: nothing half-written is
 * ever seen again.
 */
public interface Disk {
  Journal journal();

  void record(Journal journal) throws IOException;

  /** What is unpacked, completely. */
  Set<Release> releases() throws IOException;

  void unpack(Release release, Archive archive) throws IOException;

  /** Takes a release away; as long as there is room it can be put back. */
  void remove(Release release) throws IOException;

  /** Puts back what was removed; false if it is not there any more. */
  boolean putBack(Release release) throws IOException;

  /** Frees the room of what was removed, except for the last one of each plugin. */
  void purge() throws IOException;

  /** Plugins that others put beside the releases, as far as can be told; null if it cannot. */
  @Nullable List<SiteReport.Found> found();

  /** Where the host finds a release. */
  String path(Release release);
}
