package dev.pluginsuite.local.journey;

import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The site admin's part: one install, and what it needs comes along. */
final class Installing {
  private final World world;
  private final Submission submission;
  private String installationId = "";

  Installing(World world, Submission submission) {
    this.world = world;
    this.submission = submission;
  }

  List<Step> steps() {
    return List.of(
        new Step("the admin of site-1 installs " + FreshSamples.ANALYZER, this::install),
        new Step("both dependencies came along", this::checkDependencies),
        new Step("the files at the site are those of the packages", this::compareFiles));
  }

  DemoSite site() {
    return world.sites().get(0);
  }

  SamplePackage analyzer() {
    return submission.analyzer();
  }

  String installationId() {
    return installationId;
  }

  private String install() throws IOException, InterruptedException, StepFailure {
    var body = Api.json().put("packageId", submission.packageId(analyzer()));
    var answer = siteAdmin().post("/admin/plugins/install", body).expect(201, 202);
    installationId = answer.text("id");
    var seen =
        Patience.until(
            () -> siteAdmin().get("/admin/plugins/" + installationId).expect(200).data(),
            it -> it.path("status").asText().equals("INSTALLED"),
            "the installation was INSTALLED");
    StepFailure.unless(
        seen.path("siteId").asText().equals(site().id()),
        "It is at %s".formatted(seen.path("siteId")));
    return "%s at %s, answered %d"
        .formatted(seen.path("installedVersion").asText(), site().id(), answer.status());
  }

  private String checkDependencies() throws IOException, InterruptedException, StepFailure {
    var wanted = new TreeMap<String, String>();
    submission.samples().forEach(it -> wanted.put(it.pluginId(), it.version()));
    var installed = installed();
    StepFailure.unless(
        installed.entrySet().containsAll(wanted.entrySet()),
        "Installed are %s, wanted %s".formatted(installed, wanted));
    return installed.toString();
  }

  private Map<String, String> installed() throws IOException, InterruptedException {
    var installed = new TreeMap<String, String>();
    var path = "/admin/plugins/installed?limit=200&status=INSTALLED&siteId=" + site().id();
    for (var it : siteAdmin().get(path).expect(200).data()) {
      installed.put(it.path("pluginId").asText(), it.path("installedVersion").asText());
    }
    return installed;
  }

  private String compareFiles() throws IOException, StepFailure {
    int files = 0;
    for (var sample : submission.samples()) {
      files += new SiteDisk(site()).compare(sample);
    }
    return files + " files, the same SHA-256 each, none besides";
  }

  private Api siteAdmin() {
    return world.as(User.SITE_1_ADMIN);
  }
}
