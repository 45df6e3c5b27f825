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
import dev.pluginsuite.installation.seat.Refused;
import dev.pluginsuite.installation.seat.SeatService;
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
import org.jspecify.annotations.Nullable;

/** Everything a site may be given that a package could need, over any number of steps. */
public final class Offers {
  private final SiteView site;
  private final List<String> registries;
  private final PackageService source;
  private final SeatService seats;
  private final Map<UUID, PackageState> packages = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();
  private Map<UUID, Refused> unlicensed = Map.of();

  public Offers(SiteView site, List<String> registries, PackageService source, SeatService seats) {
    this.site = site;
    this.registries = registries;
    this.source = source;
    this.seats = seats;
  }

  /**
   * What was revoked may be there still; nothing new is built on it.
   *
   * @param kept what is installed
   * @param wanted whether there is a licence for it is asked apart: a key of one may be named
   */
  public Question question(Collection<PackageState> kept, PackageState wanted) {
    var installed = kept.stream().collect(toMap(PackageState::pluginId, this::candidate));
    var replaced = installed.remove(wanted.pluginId());
    var closed =
        kept.stream()
            .filter(it -> it.status() == PackageStatus.REVOKED)
            .collect(toMap(PackageState::pluginId, it -> "was revoked: " + it.reason()));
    return new Question(
        site.id(),
        candidate(wanted, Compatibility.obstacle(wanted, site)),
        byPlugin(),
        installed,
        replaced,
        closed);
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
        .chain(it -> it.gather(installed))
        .chain(Offers::weigh);
  }

  /** All that these could need. */
  public Uni<Offers> gatherNeeds(Collection<PackageState> known) {
    return gather(known).chain(Offers::weigh);
  }

  private Uni<Offers> weigh() {
    return seats.refusals(site, packages.values()).invoke(it -> unlicensed = it).replaceWith(this);
  }

  private Uni<Offers> gather(Collection<PackageState> known) {
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

  /** Why no licence does for a package; null if one does, or none is needed. */
  public @Nullable Refused unlicensed(UUID packageId) {
    return unlicensed.get(packageId);
  }

  private Map<String, List<Candidate>> byPlugin() {
    var offers = new TreeMap<String, List<Candidate>>();
    packages.values().stream()
        .filter(it -> it.status().isInstallable() && registries.contains(it.registryId()))
        .forEach(
            it ->
                offers.computeIfAbsent(it.pluginId(), any -> new ArrayList<>()).add(candidate(it)));
    return offers;
  }

  private Candidate candidate(PackageState it) {
    return candidate(it, obstacle(it));
  }

  private @Nullable String obstacle(PackageState it) {
    var obstacle = Compatibility.obstacle(it, site);
    var refused = unlicensed.get(it.packageId());
    return obstacle != null || refused == null ? obstacle : refused.obstacle();
  }

  private Candidate candidate(PackageState it, @Nullable String obstacle) {
    return new Candidate(
        it.packageId(),
        it.pluginId(),
        SemVer.of(it.version()),
        registries.indexOf(it.registryId()),
        ranges(it),
        obstacle);
  }

  private static SortedMap<String, VersionRange> ranges(PackageState it) {
    var ranges = new TreeMap<String, VersionRange>();
    manifestOf(it).dependencies().forEach((id, range) -> ranges.put(id, VersionRange.of(range)));
    return ranges;
  }
}
