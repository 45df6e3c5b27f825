package dev.pluginsuite.benchmarks;

import dev.pluginsuite.installation.resolution.Candidate;
import dev.pluginsuite.installation.resolution.Question;
import dev.pluginsuite.installation.resolution.Resolution.Solved;
import dev.pluginsuite.installation.resolution.Resolver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A registry, and what sites ask of it that took plugins from it when it was younger. The same for
 * the same seed.
 */
final class RandomRegistry {
  static final int PLUGINS = 500;
  static final int VERSIONS = 20;
  private static final int QUESTIONS_PER_SITE = 5;

  private final Random random;
  private final List<PluginHistory> plugins = new ArrayList<>();
  private final Map<String, List<Candidate>> offers;

  RandomRegistry(long seed) {
    this.random = new Random(seed);
    for (var i = 0; i < PLUGINS; i++) {
      plugins.add(PluginHistory.of("plugin-%03d".formatted(i), VERSIONS, plugins, random));
    }
    this.offers = offersUntil(VERSIONS - 1);
  }

  private Map<String, List<Candidate>> offersUntil(int newest) {
    var all = new HashMap<String, List<Candidate>>();
    plugins.forEach(it -> all.put(it.id(), it.versions().subList(0, newest + 1)));
    return all;
  }

  List<Question> questions(int count) {
    var questions = new ArrayList<Question>();
    while (questions.size() < count) {
      var installed = grownSite(2 + random.nextInt(VERSIONS - 6), random.nextInt(25));
      for (var i = 0; i < QUESTIONS_PER_SITE; i++) {
        questions.add(question(installed));
      }
    }
    return List.copyOf(questions);
  }

  /**
   * What a site has that has installed so many plugins, all of them when the registry was young.
   */
  private Map<String, Candidate> grownSite(int newest, int count) {
    var young = offersUntil(newest);
    var installed = new HashMap<String, Candidate>();
    var byPackage = new HashMap<java.util.UUID, Candidate>();
    young.values().forEach(all -> all.forEach(it -> byPackage.put(it.packageId(), it)));
    for (var i = 0; i < count; i++) {
      var wanted = any().versions().get(newest);
      if (!installed.containsKey(wanted.pluginId())
          && Resolver.resolve(ask(wanted, young, installed, null)) instanceof Solved solved) {
        solved
            .plan()
            .changes()
            .forEach(
                it -> installed.put(it.pluginId(), byPackage.getOrDefault(it.packageId(), wanted)));
      }
    }
    return installed;
  }

  /** Mostly something new in its newest version; else one of the last ones, or an upgrade. */
  private Question question(Map<String, Candidate> installed) {
    var plugin = any();
    var there = installed.get(plugin.id());
    var newest = VERSIONS - 1 - (random.nextInt(3) > 0 ? 0 : random.nextInt(5));
    var rest = new HashMap<>(installed);
    rest.remove(plugin.id());
    return ask(plugin.versions().get(newest), offers, rest, there);
  }

  private PluginHistory any() {
    return plugins.get(random.nextInt(PLUGINS));
  }

  private static Question ask(
      Candidate wanted,
      Map<String, List<Candidate>> offers,
      Map<String, Candidate> installed,
      @Nullable Candidate replaced) {
    return new Question("site-1", wanted, offers, Map.copyOf(installed), replaced, Map.of());
  }
}
