package dev.pluginsuite.local.journey;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Central IT's part: nobody else approves, and what is approved can be installed. */
final class Review {
  private final World world;
  private final Submission submission;

  Review(World world, Submission submission) {
    this.world = world;
    this.submission = submission;
  }

  List<Step> steps() {
    return List.of(
        new Step("the developer cannot approve", this::developerIsRefused),
        new Step("central IT approves", this::approve),
        new Step("each approval is signed", this::checkAttestations));
  }

  private String developerIsRefused() throws IOException, InterruptedException, StepFailure {
    var path = Submission.path(submission.packageId(submission.analyzer()));
    var developer = world.as(User.DEVELOPER);
    var etag = developer.get(path).expect(200).etag();
    var refused = developer.put(path + "/approve", Api.json(), etag).expect(403);
    var status = world.as(User.CENTRAL_IT).get(path).expect(200).text("status");
    StepFailure.unless(status.equals("PENDING_REVIEW"), "The package is %s now".formatted(status));
    return "403 %s; still %s".formatted(refused.body().path("title").asText(), status);
  }

  private String approve() throws IOException, InterruptedException, StepFailure {
    var names = new ArrayList<String>();
    for (var sample : submission.samples()) {
      var path = Submission.path(submission.packageId(sample));
      var centralIt = world.as(User.CENTRAL_IT);
      var read = centralIt.get(path).expect(200);
      var body = Api.json().put("reason", "Reviewed on the journey");
      centralIt.put(path + "/approve", body, read.etag()).expect(200);
      awaitInCatalog(sample);
      names.add("%s (%s)".formatted(sample.pluginId(), read.text("risk")));
    }
    return String.join(", ", names) + "; the site's admin sees them in the catalogue";
  }

  private void awaitInCatalog(SamplePackage sample)
      throws IOException, InterruptedException, StepFailure {
    var path = "/admin/plugin-registry/catalog/" + sample.pluginId();
    Patience.until(
        () -> world.as(User.SITE_1_ADMIN).get(path).body(),
        it -> it.findValuesAsText("version").contains(sample.version()),
        sample.pluginId() + " " + sample.version() + " was in the catalogue");
  }

  private String checkAttestations() throws IOException, InterruptedException, StepFailure {
    var keys = Attestations.publishedBy(world.as(User.AUDITOR));
    for (var sample : submission.samples()) {
      keys.check(submission.packageId(sample), sample);
    }
    return "by a key of key set %d, over package, version and checksum".formatted(keys.version());
  }
}
