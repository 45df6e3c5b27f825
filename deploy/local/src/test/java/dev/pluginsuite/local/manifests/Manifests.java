package dev.pluginsuite.local.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a manifest into the type of its kind and version; a field that the type lacks is an error.
 */
final class Manifests {
  static final Path ROOT = Path.of("../../k8s").toAbsolutePath().normalize();

  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "v1/Namespace", Namespace.class,
          "v1/ConfigMap", ConfigMap.class,
          "v1/Service", Service.class,
          "v1/ServiceAccount", ServiceAccount.class,
          "apps/v1/Deployment", Deployment.class,
          "gateway.networking.k8s.io/v1/Gateway", Gateway.class,
          "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
          "kustomize.config.k8s.io/v1beta1/Kustomization", Kustomization.class);

  private static final YAMLMapper YAML =
      YAMLMapper.builder().annotationIntrospector(new WithoutCatchAll()).build();

  private Manifests() {}

  /** The models keep unknown fields in a map; without it they are errors. */
  private static final class WithoutCatchAll extends JacksonAnnotationIntrospector {
    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  static List<Path> files() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<Object> read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  static List<Object> read(String yaml) throws IOException {
    var resources = new ArrayList<>();
    ObjectReader trees = YAML.readerFor(JsonNode.class);
    try (var documents = trees.<JsonNode>readValues(yaml)) {
      while (documents.hasNext()) {
        resources.add(typed(documents.next()));
      }
    }
    return resources;
  }

  private static Object typed(JsonNode document) throws IOException {
    var kind = document.path("apiVersion").asText() + "/" + document.path("kind").asText();
    var type = TYPES.get(kind);
    if (type == null) {
      throw new IOException("No model for " + kind);
    }
    return YAML.treeToValue(document, type);
  }

  static <T> List<T> all(Class<T> type) throws IOException {
    var found = new ArrayList<T>();
    for (var file : files()) {
      read(file).stream().filter(type::isInstance).map(type::cast).forEach(found::add);
    }
    return found;
  }

  /** What we use of Kustomize's own file. */
  record Kustomization(
      String apiVersion,
      String kind,
      String namespace,
      List<Labels> labels,
      List<String> resources) {
    record Labels(Map<String, String> pairs) {}
  }
}
