package dev.pluginsuite.installation.install;

import static dev.pluginsuite.installation.packages.PackageService.manifestOf;
import static java.util.stream.Collectors.toMap;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.installation.packages.PackageService;
import dev.pluginsuite.installation.resolution.Candidate;
import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.site.SiteView;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Everything a site may be given that a package could need, over any number of steps. */
public final class Offers {
  private final SiteView site;
  private final List<String> registries;
  private final PackageService source;
  private final Map<UUID, PackageState> packages = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();

  public Offers(SiteView site, List<String> registries, PackageService source) {
    this.site = site;
    this.registries = registries;
    this.source = source;
  }

  /**
   * What was revoked may be there still; nothing new is built on it.
   *
   * @param kept what is installed
   */
  public Question question(Collection<PackageState> kept, PackageState wanted) {
    var installed = kept.stream().collect(toMap(PackageState::pluginId, this::candidate));
    var replaced = installed.remove(wanted.pluginId());
    var closed =
        kept.stream()
            .filter(it -> it.status() == PackageStatus.REVOKED)
            .collect(toMap(PackageState::pluginId, it -> "was revoked: " + it.reason()));
    return new Question(site.id(), candidate(wanted), byPlugin(), installed, replaced, closed);
  }

  /** All that the wanted package could need, and all that the installed ones could be raised to. */
  public Uni<Offers> gather(PackageState wanted, Collection<PackageState> installed) {
    installed.forEach(it -> packages.put(it.packageId(), it));
    asked.add(wanted.pluginId());
    installed.forEach(it -> asked.add(it.pluginId()));
    return source
        .approved(asked, registries)
        .chain(this::gather)
        .chain(it -> it.gather(List.of(wanted)))
        .chain(it -> it.gather(installed));
  }

  public Uni<Offers> gather(Collection<PackageState> known) {
    var missing = new TreeSet<String>();
    known.forEach(it -> packages.put(it.packageId(), it));
    known.forEach(it -> missing.addAll(manifestOf(it).dependencies().keySet()));
    missing.removeAll(asked);
    if (missing.isEmpty()) {
      return Uni.createFrom().item(this);
    }
    asked.addAll(missing);
    return source.approved(missing, registries).chain(this::gather);
  }

  public Map<UUID, PackageState> packages() {
    return packages;
  }

  public Map<String, List<Candidate>> byPlugin() {
    var offers = new TreeMap<String, List<Candidate>>();
    packages.values().stream()
        .filter(it -> it.status().isInstallable() && registries.contains(it.registryId()))
        .forEach(
            it ->
                offers.computeIfAbsent(it.pluginId(), any -> new ArrayList<>()).add(candidate(it)));
    return offers;
  }

  public Candidate candidate(PackageState it) {
    return new Candidate(
        it.packageId(),
        it.pluginId(),
        SemVer.of(it.version()),
        registries.indexOf(it.registryId()),
        ranges(it),
        Compatibility.obstacle(it, site));
  }

  private static SortedMap<String, VersionRange> ranges(PackageState it) {
    var ranges = new TreeMap<String, VersionRange>();
    manifestOf(it).dependencies().forEach((id, range) -> ranges.put(id, VersionRange.of(range)));
    return ranges;
  }
}
