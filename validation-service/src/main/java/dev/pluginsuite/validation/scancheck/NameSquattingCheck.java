package dev.pluginsuite.validation.scancheck;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.npm.NpmComponent;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedPackage;
import dev.pluginsuite.validation.scan.Weakness;
import dev.pluginsuite.validation.scancheck.KnownPlugins.KnownPlugin;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Looks for names that could be taken for others' names. */
public final class NameSquattingCheck implements ScanCheck {
  private static final int FURTHEST = 3;
  private static final Weakness PLUGIN =
      Weakness.everywhere(
          "name-like-plugin",
          "CWE-1007",
          Level.HIGH,
          "The plugin's id is very like that of somebody else's plugin.",
          "Take an id that nobody confuses, or tell the reviewers why it is right.");
  private static final Weakness LIBRARY =
      Weakness.everywhere(
          "name-like-library",
          "CWE-1007",
          Level.MEDIUM,
          "A library's name is very like that of a popular one.",
          "Make sure that it is the library you want.");

  private final KnownPlugins plugins;
  private final Set<String> popular;

  /**
   * @param popular names of npm libraries
   */
  public NameSquattingCheck(KnownPlugins plugins, Collection<String> popular) {
    this.plugins = plugins;
    this.popular = Set.copyOf(popular);
  }

  @Override
  public String id() {
    return "name-squatting";
  }

  @Override
  public String purpose() {
    return "Names that could be taken for those of others.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(PLUGIN, LIBRARY);
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new PackageScan() {
      @Override
      public void packageEnds(ScannedPackage contents) throws IOException {
        judgePlugin(contents, findings);
        contents.npm().components(contents.pluginId()).forEach(it -> judgeLibrary(it, findings));
      }
    };
  }

  private void judgePlugin(ScannedPackage contents, ScanFindings findings) throws IOException {
    var id = contents.pluginId();
    var submitter = contents.submitter();
    if (id == null || submitter == null) {
      return;
    }
    var near = plugins.ofLength(Math.max(1, id.length() - FURTHEST), id.length() + FURTHEST);
    var since = since(id, submitter, near);
    near.stream()
        .filter(it -> !it.submitter().equals(submitter) && it.since().isBefore(since))
        .filter(it -> Likeness.areAlike(id, it.pluginId()))
        .map(KnownPlugin::pluginId)
        .distinct()
        .forEach(
            other ->
                findings.add(
                    PLUGIN.saying(
                        "The plugin's id %s is very like %s, which somebody else submitted before."
                            .formatted(id, other))));
  }

  /** Whoever was there first is not the one who squats. */
  private static Instant since(String id, String submitter, List<KnownPlugin> near) {
    return near.stream()
        .filter(it -> it.pluginId().equals(id) && it.submitter().equals(submitter))
        .map(KnownPlugin::since)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  private void judgeLibrary(NpmComponent component, ScanFindings findings) {
    var name = component.name();
    if (popular.contains(name) || name.startsWith("@")) {
      return;
    }
    popular.stream()
        .filter(it -> isSlip(name, it))
        .forEach(
            it ->
                findings.add(
                    LIBRARY.saying("The library %s is named almost like %s.".formatted(name, it)),
                    component.foundIn(),
                    null));
  }

  /** Libraries have short names that are often near to others: only one slip counts. */
  private static boolean isSlip(String name, String popularName) {
    return Math.min(name.length(), popularName.length()) >= 5
        && Likeness.distance(name, popularName) == 1;
  }
}
