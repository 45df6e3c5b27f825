package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.PackageRef;
import dev.pluginsuite.api.installation.SiteReport;
import dev.pluginsuite.installation.secret.CheckedConfiguration;
import dev.pluginsuite.installation.secret.Setup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A site's rows and its agent, without database, Kafka or clock. */
final class SimulatedSite {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final List<Installation> rows = new ArrayList<>();
  private long generation;
  private List<DesiredState.Plugin> document = List.of();
  private List<DesiredState.Plugin> standing = List.of();

  /** One transaction. */
  void change(Consumer<SitePlugins> verb) {
    var open = rows.stream().filter(this::isHeld).toList();
    var site = new SitePlugins("site-1", open, new Change(UUID.randomUUID(), generation + 1, NOON));
    verb.accept(site);
    site.changed().stream().filter(it -> !rows.contains(it)).forEach(rows::add);
    if (site.isRetold()) {
      generation++;
      document = site.document();
    }
  }

  /**
   * As the repository's query: a version whose place was taken counts as long as it may come back.
   */
  private boolean isHeld(Installation it) {
    return it.isOpen()
        && (it.supersededBy == null
            || rows.stream()
                .anyMatch(
                    next ->
                        next.id.equals(it.supersededBy)
                            && next.supersededBy == null
                            && next.isOpen()));
  }

  private static int nextMinor(Installation it) {
    return Integer.parseInt(it.version.split("\\.", -1)[1]) + 1;
  }

  /** What an upgrade upgrades to. */
  UUID nextPackageId(String pluginId) {
    return packageId(pluginId + nextMinor(get(pluginId)));
  }

  /** To the next minor version. */
  void upgrade(String pluginId) {
    var earlier = get(pluginId);
    var next = nextMinor(earlier);
    change(
        site ->
            site.replace(
                site.get(earlier.id),
                new NewPlugin(
                    pluginId,
                    new PackageRef(
                        packageId(pluginId + next), "1." + next + ".0", "00", 1, "/c", "/a"),
                    earlier.requires.pluginIds(),
                    CheckedConfiguration.of(Map.of()),
                    true)));
  }

  void configure(String pluginId, Map<String, Object> configuration) {
    change(
        site ->
            site.configure(Objects.requireNonNull(site.find(pluginId)), Setup.of(configuration)));
  }

  Installation install(String pluginId, boolean requested, String... requires) {
    change(site -> site.add(plugin(pluginId, requested, requires)));
    return get(pluginId);
  }

  /** One plan of several plugins, of which the last one was asked for. */
  void installTogether(NewPlugin... plugins) {
    change(site -> List.of(plugins).forEach(site::add));
  }

  static NewPlugin plugin(String pluginId, boolean requested, String... requires) {
    return new NewPlugin(
        pluginId,
        new PackageRef(packageId(pluginId), "1.0.0", "00", 1, "/c", "/a"),
        List.of(requires),
        CheckedConfiguration.of(Map.of()),
        requested);
  }

  static UUID packageId(String pluginId) {
    return UUID.nameUUIDFromBytes(pluginId.getBytes(StandardCharsets.UTF_8));
  }

  void activate(String pluginId) {
    change(site -> site.activate(Objects.requireNonNull(site.find(pluginId))));
  }

  void deactivate(String pluginId, boolean cascade) {
    change(site -> site.deactivate(Objects.requireNonNull(site.find(pluginId)), cascade));
  }

  void remove(String pluginId, boolean cascade) {
    change(site -> site.remove(Objects.requireNonNull(site.find(pluginId)), cascade));
  }

  void revoke(String pluginId) {
    revoke(packageId(pluginId));
  }

  void revoke(UUID packageId) {
    change(site -> new Withdrawal(site, "It was revoked").of(packageId));
  }

  /** The agent reaches the newest document, or fails at the first plugin that it cannot do. */
  void reconcile(Set<String> impossible) {
    var culprit =
        document.stream()
            .filter(it -> impossible.contains(it.pluginId()) && !isSame(it))
            .findFirst()
            .orElse(null);
    if (culprit == null) {
      standing = document;
      report(null);
    } else {
      report(new SiteReport.Failure(culprit.planId(), culprit.installationId(), "activate", "no"));
    }
  }

  private boolean isSame(DesiredState.Plugin wanted) {
    return standing.stream()
        .anyMatch(
            it ->
                it.installationId().equals(wanted.installationId())
                    && it.configuration().equals(wanted.configuration())
                    && it.action() == wanted.action());
  }

  /** The agent cannot stop or remove what it has. */
  void failToStop(String pluginId, String operation) {
    var culprit =
        standing.stream().filter(it -> it.pluginId().equals(pluginId)).findFirst().orElseThrow();
    report(new SiteReport.Failure(culprit.planId(), culprit.installationId(), operation, "no"));
  }

  /** The agent's disk was lost. */
  void lose() {
    standing = List.of();
  }

  void report(SiteReport.@Nullable Failure failure) {
    var plugins =
        standing.stream()
            .map(
                it ->
                    new SiteReport.Plugin(
                        it.installationId(),
                        it.generation(),
                        it.packageRef().packageId(),
                        it.pluginId(),
                        it.packageRef().version(),
                        it.action()))
            .toList();
    var report = new SiteReport(generation, NOON, "1", plugins, failure);
    change(site -> Observation.apply(site, report));
  }

  /** The newest row of a plugin that no other took the place of. */
  Installation get(String pluginId) {
    return rows.stream()
        .filter(it -> it.pluginId.equals(pluginId) && it.supersededBy == null)
        .sorted(java.util.Comparator.comparing((Installation it) -> it.live))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  Installation byId(UUID id) {
    return rows.stream().filter(it -> it.id.equals(id)).findFirst().orElseThrow();
  }

  List<Installation> rows() {
    return rows;
  }

  long generation() {
    return generation;
  }

  List<DesiredState.Plugin> document() {
    return document;
  }

  List<DesiredState.Plugin> standing() {
    return standing;
  }
}
