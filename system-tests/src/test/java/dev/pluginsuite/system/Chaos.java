package dev.pluginsuite.system;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Kills what a rollout needs, one after another at random moments, and starts it again at once. */
final class Chaos {
  private static final List<String> VICTIMS =
      List.of("deployment-service", "installation-service", "kafka", "postgres");
  private static final int LONGEST_MILLIS = Integer.getInteger("chaos.longest-millis", 4_000);

  private final Suite suite;
  private final Random random;
  private final List<String> next = new ArrayList<>();
  private final Map<String, ServiceProcess.Killed> started = new LinkedHashMap<>();
  private final List<String> killed = new ArrayList<>();

  Chaos(Suite suite, long seed) {
    this.suite = suite;
    this.random = new Random(seed);
  }

  /** Of four that die each dies once, in random order. */
  void strike() throws InterruptedException {
    if (next.isEmpty()) {
      next.addAll(VICTIMS);
      Collections.shuffle(next, random);
    }
    var millis = random.nextInt(LONGEST_MILLIS);
    TimeUnit.MILLISECONDS.sleep(millis);
    var victim = next.remove(0);
    revive();
    var dead = suite.process(victim).kill();
    dead.startAgain();
    started.put(victim, dead);
    killed.add("%s after %d ms".formatted(victim, millis));
  }

  /** A service that finds no database when it starts ends; whoever runs it starts it again. */
  void revive() {
    started.forEach(
        (name, it) -> {
          if (!suite.process(name).isAlive()) {
            it.startAgain();
          }
        });
  }

  /** Who was killed, and how long after whoever was before. */
  List<String> killed() {
    return List.copyOf(killed);
  }
}
