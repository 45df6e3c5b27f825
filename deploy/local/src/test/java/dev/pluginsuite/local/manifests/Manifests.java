package dev.pluginsuite.local.manifests;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
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
  static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  static final Path ROOT = PROJECT.resolve("k8s");

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          entry("v1/Namespace", Namespace.class),
          entry("v1/ConfigMap", ConfigMap.class),
          entry("v1/Service", Service.class),
          entry("v1/ServiceAccount", ServiceAccount.class),
          entry("v1/PersistentVolumeClaim", PersistentVolumeClaim.class),
          entry("apps/v1/Deployment", Deployment.class),
          entry("batch/v1/Job", Job.class),
          entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
          entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
          entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
          entry("rbac.authorization.k8s.io/v1/Role", Role.class),
          entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
          entry("gateway.networking.k8s.io/v1/Gateway", Gateway.class),
          entry("gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class),
          entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
          entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
          entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
          entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
          entry("postgresql.cnpg.io/v1/Cluster", OperatorKinds.Cluster.class),
          entry("postgresql.cnpg.io/v1/Database", OperatorKinds.Database.class),
          entry("external-secrets.io/v1/ExternalSecret", OperatorKinds.ExternalSecret.class),
          entry("external-secrets.io/v1/SecretStore", OperatorKinds.SecretStore.class),
          entry("cert-manager.io/v1/Certificate", OperatorKinds.Certificate.class),
          entry("cert-manager.io/v1/Issuer", OperatorKinds.Issuer.class),
          entry("monitoring.coreos.com/v1/PodMonitor", OperatorKinds.PodMonitor.class),
          entry("monitoring.coreos.com/v1/PrometheusRule", OperatorKinds.PrometheusRule.class),
          entry("keda.sh/v1alpha1/ScaledObject", OperatorKinds.ScaledObject.class),
          entry(
              "keda.sh/v1alpha1/TriggerAuthentication", OperatorKinds.TriggerAuthentication.class),
          entry("kustomize.config.k8s.io/v1beta1/Kustomization", OperatorKinds.Kustomization.class),
          entry("kustomize.config.k8s.io/v1alpha1/Component", OperatorKinds.Kustomization.class));

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
    return filesBelow("");
  }

  /** What is the same everywhere, without what overlays and components change. */
  static List<Path> base() throws IOException {
    return filesBelow("base");
  }

  private static List<Path> filesBelow(String folder) throws IOException {
    try (var files = Files.walk(ROOT.resolve(folder))) {
      return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static List<Object> read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  static List<Object> read(String yaml) throws IOException {
    var resources = new ArrayList<>();
    for (var document : documents(yaml)) {
      resources.add(typed(document));
    }
    return resources;
  }

  static List<JsonNode> documents(String yaml) throws IOException {
    ObjectReader trees = YAML.readerFor(JsonNode.class);
    try (var documents = trees.<JsonNode>readValues(yaml)) {
      return documents.readAll();
    }
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
    for (var file : base()) {
      read(file).stream().filter(type::isInstance).map(type::cast).forEach(found::add);
    }
    return found;
  }
}
