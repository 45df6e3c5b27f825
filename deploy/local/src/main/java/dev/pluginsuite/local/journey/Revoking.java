package dev.pluginsuite.local.journey;

import static dev.pluginsuite.local.journey.FreshSamples.ANALYZER;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** Central IT pulls it back: stopped at every site, installed at none any more, on record. */
final class Revoking {
  private static final String REASON = "Journey: the supplier score can be forged";

  private final World world;
  private final Submission submission;

  Revoking(World world, Submission submission) {
    this.world = world;
    this.submission = submission;
  }

  List<Step> steps() {
    return List.of(
        new Step("central IT revokes it", this::revoke),
        new Step("it is stopped at both sites", this::checkStopped),
        new Step("the revocation has reached every site", this::readRevocation),
        new Step("a new install is refused", this::installIsRefused),
        new Step("the auditor reads who revoked it and why", this::readAudit));
  }

  private String revoke() throws IOException, InterruptedException, StepFailure {
    var path = Submission.path(packageId());
    var centralIt = world.as(User.CENTRAL_IT);
    var etag = centralIt.get(path).expect(200).etag();
    centralIt.put(path + "/revoke", Api.json().put("reason", REASON), etag).expect(200);
    var seen = world.as(User.SITE_1_ADMIN).get(path).expect(200);
    StepFailure.unless(
        seen.text("status").equals("REVOKED"), "The package is %s".formatted(seen.text("status")));
    return "the admin of site-1 reads REVOKED: " + seen.text("reason");
  }

  private String checkStopped() throws IOException, InterruptedException, StepFailure {
    for (var site : world.sites()) {
      Patience.until(
          () -> new Mes(site).active(),
          it -> !it.containsKey(ANALYZER),
          "the MES of " + site.id() + " stopped it");
    }
    for (var site : world.sites()) {
      var path =
          "/admin/plugins/installed?limit=200&siteId=%s&pluginId=%s".formatted(site.id(), ANALYZER);
      Patience.until(
          () -> world.as(User.CENTRAL_IT).get(path).expect(200).data(),
          it -> !it.findValuesAsText("status").contains("ACTIVE"),
          "the installation at " + site.id() + " was INACTIVE");
    }
    return "no MES runs it; its dependencies run on";
  }

  private String readRevocation() throws IOException, InterruptedException, StepFailure {
    var path = "/admin/plugin-registry/revocations/" + packageId();
    var wanted = world.sites().size();
    var progress =
        Patience.until(
            () -> world.as(User.AUDITOR).get(path).expect(200).data(),
            it ->
                it.path("doneCount").asInt() == wanted && it.path("outstandingCount").asInt() == 0,
            "every site had confirmed it");
    var statuses = new TreeMap<String, String>();
    for (var site : progress.path("sites")) {
      statuses.put(site.path("siteId").asText(), site.path("status").asText());
    }
    return "%d done, 0 outstanding; %s".formatted(wanted, statuses);
  }

  private String installIsRefused() throws IOException, InterruptedException, StepFailure {
    var body = Api.json().put("packageId", packageId());
    var refused = world.as(User.SITE_2_ADMIN).post("/admin/plugins/install", body).expect(409, 422);
    StepFailure.unless(
        refused.problem().toLowerCase(Locale.ROOT).contains("revoked"),
        "The refusal does not say why: %s".formatted(refused.problem()));
    return refused.status() + " " + refused.problem();
  }

  private String readAudit() throws IOException, InterruptedException, StepFailure {
    var path = "/admin/registry/audit?limit=50&subjectId=" + packageId();
    for (var entry : world.as(User.AUDITOR).get(path).expect(200).data()) {
      if (entry.path("reason").asText().equals(REASON)) {
        return "%s by %s".formatted(entry.path("action").asText(), entry.path("actor").asText());
      }
    }
    throw new StepFailure("No entry has the reason");
  }

  private String packageId() {
    return submission.packageId(submission.analyzer());
  }
}
