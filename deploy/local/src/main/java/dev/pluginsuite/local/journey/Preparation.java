package dev.pluginsuite.local.journey;

import static dev.pluginsuite.local.journey.FreshSamples.ANALYZER;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who travels, and what earlier journeys left behind. */
final class Preparation {
  private final World world;

  Preparation(World world) {
    this.world = world;
  }

  List<Step> steps() {
    return List.of(
        new Step("the users log in", this::logIn),
        new Step("both sites are clear of earlier journeys", this::clearSites));
  }

  private String logIn() throws IOException, InterruptedException {
    var names = new ArrayList<String>();
    for (var user : User.values()) {
      world.tokens().of(user);
      names.add(user.username());
    }
    return String.join(", ", names);
  }

  private String clearSites() throws IOException, InterruptedException, StepFailure {
    int removed = 0;
    for (var site : world.sites()) {
      removed += clear(site);
    }
    return removed == 0 ? "nothing was left" : removed + " plugins removed";
  }

  private int clear(DemoSite site) throws IOException, InterruptedException, StepFailure {
    var left = ours(site);
    for (var installation : left) {
      var path = "/admin/plugins/" + installation.path("id").asText() + "?cascade=true";
      // Dependencies that came along go with the first one.
      world.as(User.CENTRAL_IT).delete(path).expect(200, 202, 404, 409);
    }
    Patience.until(() -> ours(site), List::isEmpty, site.id() + " was clear");
    Patience.until(
        () -> new Mes(site).active().keySet(),
        active -> active.stream().noneMatch(Preparation::isOurs),
        "the MES of " + site.id() + " stopped them");
    return left.size();
  }

  /** What needs others comes first. */
  private List<JsonNode> ours(DemoSite site) throws IOException, InterruptedException {
    var found = new ArrayList<JsonNode>();
    var path = "/admin/plugins/installed?limit=200&siteId=" + site.id();
    for (var it : world.as(User.CENTRAL_IT).get(path).expect(200).data()) {
      if (!it.path("status").asText().equals("UNINSTALLED")
          && isOurs(it.path("pluginId").asText())) {
        found.add(it);
      }
    }
    found.sort(Comparator.comparing(it -> !it.path("pluginId").asText().equals(ANALYZER)));
    return found;
  }

  private static boolean isOurs(String pluginId) {
    return pluginId.equals(ANALYZER) || FreshSamples.DEPENDENCIES.contains(pluginId);
  }
}
