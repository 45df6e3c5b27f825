package dev.pluginsuite.agent.reconcile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.SiteReport;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the agent has to remember over a restart.
 *
 * @param siteGeneration of the last document that was settled: reached, or given up
 * @param standing the set to hold: the last one reached whole; null if there never was one
 * @param failure why the settled document was given up
 * @param givenUp what the settled document wants, if it was given up
 * @param triedGeneration of the document being worked on
 * @param failedTries how often that one failed
 * @param running by plugin id, what the host confirmed and with what it was activated
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Journal(
    long siteGeneration,
    @Nullable List<DesiredState.Plugin> standing,
    SiteReport.@Nullable Failure failure,
    @Nullable List<DesiredState.Plugin> givenUp,
    long triedGeneration,
    int failedTries,
    Map<String, DesiredState.Plugin> running) {

  public static final Journal EMPTY = new Journal(0, null, null, null, 0, 0, Map.of());

  public Journal {
    running = Map.copyOf(running);
  }

  /** A restored database may come to the same generation with something else. */
  boolean isSettledOn(long generation, List<DesiredState.Plugin> plugins) {
    return generation == siteGeneration && plugins.equals(givenUp != null ? givenUp : standing);
  }

  int failedTriesOf(long generation) {
    return generation == triedGeneration ? failedTries : 0;
  }

  /** Whether the host runs it just as it is wanted. */
  boolean runs(DesiredState.Plugin wanted) {
    var it = running.get(wanted.pluginId());
    return it != null
        && it.installationId().equals(wanted.installationId())
        && it.packageRef().version().equals(wanted.packageRef().version())
        && it.packageRef().checksum().equals(wanted.packageRef().checksum())
        && it.configuration().equals(wanted.configuration())
        && it.requires().equals(wanted.requires())
        && it.secretRefs().equals(wanted.secretRefs());
  }

  /** The set to hold from now on, whatever becomes of the newer document. */
  Journal holding(List<DesiredState.Plugin> fallback) {
    return new Journal(
        siteGeneration, fallback, failure, givenUp, triedGeneration, failedTries, running);
  }

  Journal failed(long generation) {
    var tries = failedTriesOf(generation) + 1;
    return new Journal(siteGeneration, standing, failure, givenUp, generation, tries, running);
  }

  Journal reached(
      long generation, List<DesiredState.Plugin> plugins, SiteReport.@Nullable Failure failure) {
    return new Journal(generation, plugins, failure, null, 0, 0, running);
  }

  Journal givenUp(
      long generation,
      List<DesiredState.Plugin> wanted,
      List<DesiredState.Plugin> fallback,
      SiteReport.Failure failure) {
    return new Journal(generation, fallback, failure, wanted, 0, 0, running);
  }

  Journal started(DesiredState.Plugin plugin) {
    var more = new TreeMap<>(running);
    more.put(plugin.pluginId(), plugin);
    return withRunning(more);
  }

  Journal stopped(String pluginId) {
    var fewer = new TreeMap<>(running);
    fewer.remove(pluginId);
    return withRunning(fewer);
  }

  public Journal withRunning(Map<String, DesiredState.Plugin> running) {
    return new Journal(
        siteGeneration, standing, failure, givenUp, triedGeneration, failedTries, running);
  }
}
