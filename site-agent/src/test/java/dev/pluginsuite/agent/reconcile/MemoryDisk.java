package dev.pluginsuite.agent.reconcile;

import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A disk without files. */
final class MemoryDisk implements Disk {
  private final Set<Release> releases = new HashSet<>();
  private final Set<Release> removed = new HashSet<>();
  private Journal journal = Journal.EMPTY;
  boolean isFull;

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public void record(Journal journal) throws IOException {
    if (isFull && !journal.equals(this.journal)) {
      throw new IOException("No space left on device");
    }
    this.journal = journal;
  }

  @Override
  public Set<Release> releases() {
    return Set.copyOf(releases);
  }

  @Override
  public void unpack(Release release, Archive archive) {
    releases.add(release);
  }

  @Override
  public void remove(Release release) {
    releases.remove(release);
    removed.add(release);
  }

  @Override
  public boolean putBack(Release release) {
    return removed.remove(release) && releases.add(release);
  }

  @Override
  public void purge() {
    removed.clear();
  }

  @Override
  public List<SiteReport.Found> found() {
    return List.of();
  }

  @Override
  public String path(Release release) {
    return "/plugins/" + release.pluginId() + "/" + release.version();
  }
}
