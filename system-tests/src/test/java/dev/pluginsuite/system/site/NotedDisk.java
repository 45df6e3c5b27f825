package dev.pluginsuite.system.site;

import dev.pluginsuite.agent.reconcile.Archive;
import dev.pluginsuite.agent.reconcile.Disk;
import dev.pluginsuite.agent.reconcile.Journal;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The agent's own disk; beside it is noted which generations its journal came to. */
final class NotedDisk implements Disk {
  private final Disk disk;
  private final List<Long> settled = new CopyOnWriteArrayList<>();

  NotedDisk(Disk disk) {
    this.disk = disk;
  }

  List<Long> settled() {
    return List.copyOf(settled);
  }

  @Override
  public Journal journal() {
    return disk.journal();
  }

  @Override
  public void record(Journal next) throws IOException {
    var before = disk.journal();
    disk.record(next);
    if (next.siteGeneration() != before.siteGeneration()) {
      settled.add(next.siteGeneration());
    }
  }

  @Override
  public Set<Release> releases() throws IOException {
    return disk.releases();
  }

  @Override
  public void unpack(Release release, Archive archive) throws IOException {
    disk.unpack(release, archive);
  }

  @Override
  public void remove(Release release) throws IOException {
    disk.remove(release);
  }

  @Override
  public boolean putBack(Release release) throws IOException {
    return disk.putBack(release);
  }

  @Override
  public void purge() throws IOException {
    disk.purge();
  }

  @Override
  public @Nullable List<SiteReport.Found> found() {
    return disk.found();
  }

  @Override
  public String path(Release release) {
    return disk.path(release);
  }
}
