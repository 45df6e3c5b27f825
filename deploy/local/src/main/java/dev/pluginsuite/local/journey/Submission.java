package dev.pluginsuite.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.api.User;
import dev.pluginsuite.local.site.SiteRegistration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The developer's part: three packages, uploaded, submitted and validated. */
final class Submission {
  private static final String PACKAGES = "/admin/plugin-registry/packages";

  private final World world;
  private final Map<String, JsonNode> uploads = new HashMap<>();
  private final Map<String, String> packageIds = new HashMap<>();
  private List<SamplePackage> samples = List.of();

  Submission(World world) {
    this.world = world;
  }

  List<Step> steps() {
    return List.of(
        new Step("the developer uploads three packages", this::upload),
        new Step("submits them, and validation passes", this::submit));
  }

  List<SamplePackage> samples() {
    return samples;
  }

  SamplePackage analyzer() {
    return samples.stream()
        .filter(it -> it.pluginId().equals(FreshSamples.ANALYZER))
        .findFirst()
        .orElseThrow();
  }

  String packageId(SamplePackage sample) {
    return Objects.requireNonNull(packageIds.get(sample.pluginId()));
  }

  static String path(String packageId) {
    return PACKAGES + "/" + packageId;
  }

  private String upload() throws IOException, InterruptedException, StepFailure {
    samples = FreshSamples.ofRun(nextRun());
    var names = new ArrayList<String>();
    for (var sample : samples) {
      var upload = developer().upload("/admin/plugin-registry/uploads", sample.bytes()).expect(201);
      StepFailure.unless(
          upload.text("checksum").equals(sample.checksum()),
          "The registry received %s instead of %s"
              .formatted(upload.text("checksum"), sample.checksum()));
      uploads.put(sample.pluginId(), upload.data());
      names.add(sample.pluginId() + " " + sample.version());
    }
    return String.join(", ", names) + "; checksums equal ours";
  }

  /** One above the highest patch version that any of the three has been submitted with. */
  private int nextRun() throws IOException, InterruptedException {
    int highest = -1;
    for (var sample : FreshSamples.ofRun(0)) {
      for (var it : submitted(sample.pluginId())) {
        var version = it.path("version").asText();
        highest = Math.max(highest, patchOf(version, sample.version()));
      }
    }
    return highest + 1;
  }

  private static int patchOf(String version, String zero) {
    var line = zero.substring(0, zero.length() - 1);
    var patch = version.startsWith(line) ? version.substring(line.length()) : "";
    return patch.matches("\\d{1,6}") ? Integer.parseInt(patch) : -1;
  }

  private List<JsonNode> submitted(String pluginId) throws IOException, InterruptedException {
    var found = new ArrayList<JsonNode>();
    var cursor = "";
    do {
      var page =
          world
              .as(User.CENTRAL_IT)
              .get(PACKAGES + "?limit=200&pluginId=" + pluginId + cursor)
              .expect(200);
      page.data().forEach(found::add);
      var next = page.body().path("pagination").path("cursor");
      cursor = next.isTextual() ? "&cursor=" + next.asText() : "";
    } while (!cursor.isEmpty());
    return found;
  }

  private String submit() throws IOException, InterruptedException, StepFailure {
    for (var sample : samples) {
      var body =
          Api.json()
              .put("registryId", SiteRegistration.REGISTRY)
              .put("pluginId", sample.pluginId())
              .put("version", sample.version())
              .put("packageUrl", upload(sample).path("packageUrl").asText())
              .put("checksum", sample.checksum());
      body.set("manifest", Api.parse(sample.manifest()));
      var answer = developer().post(PACKAGES, body).expect(201, 202);
      packageIds.put(sample.pluginId(), answer.text("id"));
      awaitValidated(sample);
    }
    return "all PENDING_REVIEW, each with a report of validation-service";
  }

  private JsonNode upload(SamplePackage sample) {
    return Objects.requireNonNull(uploads.get(sample.pluginId()));
  }

  private void awaitValidated(SamplePackage sample)
      throws IOException, InterruptedException, StepFailure {
    var id = packageId(sample);
    Patience.until(
        () -> developer().get(path(id)).expect(200).data(),
        it ->
            it.path("validation").asText().equals("PASSED")
                && it.path("status").asText().equals("PENDING_REVIEW"),
        sample.pluginId() + " was validated");
    var report = developer().get("/admin/plugin-registry/validations/" + id).expect(200);
    StepFailure.unless(
        report.body().toString().contains(sample.checksum()),
        "The validation report of %s is about another checksum".formatted(sample.pluginId()));
  }

  private Api developer() {
    return world.as(User.DEVELOPER);
  }
}
