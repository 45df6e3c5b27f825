package dev.pluginsuite.deployment;

import dev.pluginsuite.api.deployment.CommandOutcome.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Sites that do what they are asked for, fail, refuse, say it twice, or say nothing at all. */
final class RandomSites {
  private enum Manner {
    WORKS,
    SAYS_IT_TWICE,
    FAILS,
    REFUSES,
    IS_SILENT
  }

  private static final String ASKED =
      """
      select t.deployment_id || ' ' || t.site_id || ' ' || t.command_id || ' ' || (t.withdrawn_at is not null)
      from plugin_deployment_targets t join plugin_deployments d on d.id = t.deployment_id
      where t.status = 'RUNNING' and '%s' in (d.id::varchar, d.rollback_of::varchar) order by 1""";

  private final Random random;
  private final Map<String, Manner> manners = new HashMap<>();
  private final Set<String> answered = new HashSet<>();

  RandomSites(Random random, List<String> sites) {
    this.random = random;
    // More than half of them work, or every run would end in the first wave.
    for (var site : sites) {
      var all = Manner.values();
      manners.put(site, random.nextInt(10) < 6 ? Manner.WORKS : all[random.nextInt(all.length)]);
    }
  }

  /** Answers what is newly asked for by this deployment or by the one that takes it back. */
  void answer(UUID deployment) {
    for (var row : Tables.rows(ASKED.formatted(deployment))) {
      if (answered.add(row)) {
        var asked = row.split(" ", -1);
        answer(UUID.fromString(asked[0]), asked[1], asked[3].equals("true"));
      }
    }
  }

  private void answer(UUID deployment, String site, boolean withdrawn) {
    var manner = manners.getOrDefault(site, Manner.WORKS);
    if (manner != Manner.IS_SILENT) {
      var outcome = World.outcome(deployment, site, withdrawn ? ofWithdrawn() : kind(manner));
      World.tell(outcome);
      if (manner == Manner.SAYS_IT_TWICE) {
        World.tell(outcome);
        World.tell(World.outcome(deployment, site, Kind.SUCCEEDED));
      }
    }
  }

  /** It may have been done before it was heard that it is not wanted. */
  private Kind ofWithdrawn() {
    return random.nextBoolean() ? Kind.WITHDRAWN : Kind.SUCCEEDED;
  }

  private static Kind kind(Manner manner) {
    return switch (manner) {
      case WORKS, SAYS_IT_TWICE, IS_SILENT -> Kind.SUCCEEDED;
      case FAILS -> Kind.FAILED;
      case REFUSES -> Kind.REFUSED;
    };
  }
}
