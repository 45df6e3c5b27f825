package dev.pluginsuite.local.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** All resources that are applied together. */
final class ManifestSet {
  private final String name;
  private final List<JsonNode> resources;

  private ManifestSet(String name, List<JsonNode> resources) {
    this.name = name;
    this.resources = resources;
  }

  /** The base, put together from its files: it changes nothing that it lists. */
  static ManifestSet base() throws IOException {
    var resources = new ArrayList<JsonNode>();
    for (var file : Manifests.base()) {
      resources.addAll(Manifests.documents(Files.readString(file)));
    }
    return new ManifestSet("base", resources);
  }

  /** An overlay, put together by Kustomize. */
  static ManifestSet kustomized(String folder) throws IOException, InterruptedException {
    var command = List.of("kubectl", "kustomize", Manifests.ROOT.resolve(folder).toString());
    var process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("Kustomize refuses " + folder);
    }
    Manifests.read(yaml);
    return new ManifestSet(folder, Manifests.documents(yaml));
  }

  static boolean canKustomize() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(it -> Files.isExecutable(Path.of(it, "kubectl")));
  }

  Stream<JsonNode> of(String kind) {
    return resources.stream().filter(it -> it.path("kind").asText().equals(kind));
  }

  List<String> names(String kind) {
    return of(kind).map(ManifestSet::name).toList();
  }

  JsonNode named(String kind, String name) {
    return of(kind)
        .filter(it -> name(it).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No %s %s".formatted(kind, name)));
  }

  /** The Deployments of our own services. */
  Stream<JsonNode> services() {
    return of("Deployment").filter(it -> name(it).endsWith("-service"));
  }

  static String name(JsonNode resource) {
    return resource.at("/metadata/name").asText();
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  /** Every value of a field with this name, however deep. */
  static Stream<JsonNode> anywhere(JsonNode resource, String field) {
    return resource.findValues(field).stream();
  }

  @Override
  public String toString() {
    return name;
  }
}
