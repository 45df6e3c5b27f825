package dev.pluginsuite.local.journey;

import static dev.pluginsuite.local.journey.FreshSamples.ANALYZER;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Central IT puts the plugin on both sites; one of them has it already. */
final class Deploying {
  private static final Set<String> GOOD = Set.of("SUCCEEDED", "SKIPPED");

  private final World world;
  private final Submission submission;
  private String deployment = "";

  Deploying(World world, Submission submission) {
    this.world = world;
    this.submission = submission;
  }

  List<Step> steps() {
    return List.of(
        new Step("central IT deploys it to both sites", this::deploy),
        new Step("each site has its result", this::readTargets),
        new Step("both sites run it, from the same files", this::checkSites));
  }

  private String deploy() throws IOException, InterruptedException, StepFailure {
    var body =
        Api.json()
            .put("packageId", submission.packageId(submission.analyzer()))
            .put("deploymentType", "INSTALL");
    var sites = body.putArray("siteIds");
    world.sites().forEach(site -> sites.add(site.id()));
    var answer = centralIt().post("/admin/plugin-registry/deploy", body).expect(201, 202);
    deployment = "/admin/plugin-registry/deployments/" + answer.text("id");
    var done =
        Patience.until(
            () -> centralIt().get(deployment).expect(200).data(),
            it -> it.path("status").asText().equals("COMPLETED"),
            "the deployment was COMPLETED");
    return "COMPLETED, %d succeeded, %d failed"
        .formatted(done.path("successCount").asInt(), done.path("failureCount").asInt());
  }

  private String readTargets() throws IOException, InterruptedException, StepFailure {
    var results = new TreeMap<String, String>();
    for (var target : centralIt().get(deployment + "/targets").expect(200).data()) {
      results.put(target.path("siteId").asText(), target.path("status").asText());
    }
    StepFailure.unless(
        results.keySet().equals(Set.copyOf(world.sites().stream().map(DemoSite::id).toList()))
            && GOOD.containsAll(results.values())
            && "SUCCEEDED".equals(results.get(world.sites().get(1).id())),
        "The results are %s".formatted(results));
    return results.toString();
  }

  private String checkSites() throws IOException, InterruptedException, StepFailure {
    var running = new TreeMap<String, Map<String, String>>();
    for (var site : world.sites()) {
      var active =
          Patience.until(
              () -> new Mes(site).active(),
              it -> submission.analyzer().version().equals(it.get(ANALYZER)),
              site.id() + " ran it");
      running.put(site.id(), active);
      for (var sample : submission.samples()) {
        new SiteDisk(site).compare(sample);
      }
    }
    return running.toString();
  }

  private Api centralIt() {
    return world.as(User.CENTRAL_IT);
  }
}
