package dev.pluginsuite.local.manifests;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What we use of kinds whose operators publish no model for Java: a field that is not here is an
 * error until somebody has looked it up and added it.
 */
@SuppressWarnings("SameNameButDifferent") // each kind calls its own «Spec»
final class OperatorKinds {
  private OperatorKinds() {}

  /** Kustomize's own files, of both kinds. */
  record Kustomization(
      String apiVersion,
      String kind,
      String namespace,
      List<Labels> labels,
      List<String> resources,
      List<String> components,
      List<Patch> patches,
      List<Image> images,
      GeneratorOptions generatorOptions,
      List<Generator> configMapGenerator) {
    record Labels(Map<String, String> pairs) {}

    record Patch(String path, Target target, String patch) {}

    record Target(String kind) {}

    record Image(String name, String newName, String newTag) {}

    record GeneratorOptions(boolean disableNameSuffixHash) {}

    record Generator(String name, List<String> files, @Nullable GeneratedOptions options) {}

    record GeneratedOptions(boolean disableNameSuffixHash, Map<String, String> labels) {}
  }

  /** External Secrets. */
  record ExternalSecret(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(Reference secretStoreRef, Target target, List<Entry> data) {}

    record Target(Template template) {}

    record Template(String type, ObjectMeta metadata, Map<String, String> data) {}

    record Entry(String secretKey, Remote remoteRef) {}

    record Remote(String key, String property) {}
  }

  record SecretStore(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(Provider provider) {}

    record Provider(Kubernetes kubernetes) {}

    record Kubernetes(String remoteNamespace, Server server, Auth auth) {}

    record Server(Authority caProvider) {}

    record Authority(String type, String name, String key) {}

    record Auth(Reference serviceAccount) {}
  }

  /** cert-manager. */
  record Certificate(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(String secretName, List<String> dnsNames, Reference issuerRef) {}
  }

  record Issuer(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(SelfSigned selfSigned) {}

    record SelfSigned() {}
  }

  /** CloudNativePG. */
  record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
        Integer instances,
        String imageName,
        Storage storage,
        ResourceRequirements resources,
        Settings postgresql,
        Bootstrap bootstrap,
        Managed managed) {}

    record Storage(String size) {}

    record Settings(Map<String, String> parameters) {}

    record Bootstrap(Initial initdb) {}

    record Initial(String database, String owner, Scripts postInitApplicationSQLRefs) {}

    record Scripts(List<Key> configMapRefs) {}

    record Key(String name, String key) {}

    record Managed(List<Role> roles) {}

    record Role(String name, boolean login, Reference passwordSecret) {}
  }

  record Database(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(String name, String owner, Reference cluster) {}
  }

  /** KEDA. */
  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(
        Reference scaleTargetRef,
        int minReplicaCount,
        int maxReplicaCount,
        int cooldownPeriod,
        List<Trigger> triggers) {}

    record Trigger(
        String type,
        String metricType,
        Map<String, String> metadata,
        Reference authenticationRef) {}
  }

  record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(List<Parameter> configMapTargetRef, List<Parameter> secretTargetRef) {}

    record Parameter(String parameter, String name, String key) {}
  }

  /** The Prometheus operator. */
  record PodMonitor(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(String jobLabel, LabelSelector selector, List<Endpoint> podMetricsEndpoints) {}

    record Endpoint(String port, String path, String interval) {}
  }

  record PrometheusRule(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {
    record Spec(List<Group> groups) {}

    record Group(String name, String interval, List<Rule> rules) {}

    record Rule(
        String record,
        String alert,
        String expr,
        @JsonProperty("for") String lasting,
        Map<String, String> labels,
        Map<String, String> annotations) {}
  }

  record Reference(String kind, String name) {}
}
