package dev.pluginsuite.health.sample;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.health.HealthSample;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.Problem;
import dev.pluginsuite.health.sample.BatchView.Refusal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Many samples on their way in: the good ones by their index, the others by what is wrong. */
final class SampleBatch {
  private final Map<Integer, Sample> good = new TreeMap<>();
  private final Map<Integer, Refusal> refused = new HashMap<>();

  static SampleBatch read(List<JsonNode> nodes, SampleReader reader) {
    var batch = new SampleBatch();
    for (int i = 0; i < nodes.size(); i++) {
      batch.take(i, nodes.get(i), reader);
    }
    return batch;
  }

  private void take(int index, JsonNode node, SampleReader reader) {
    try {
      var sample = reader.read(node);
      requireIdentity(sample);
      good.put(
          index,
          Sample.of(
              sample,
              requireNonNull(sample.installationId()),
              requireNonNull(sample.recordedAt())));
    } catch (Problem refusal) {
      refused.put(index, new Refusal(index, idOf(node), refusal.errors()));
    }
  }

  /** A batch may be sent again: what makes a sample the same one may not be left out. */
  private static void requireIdentity(HealthSample sample) {
    if (sample.installationId() == null) {
      throw SampleReader.refusal(
          List.of(new FieldError("installationId", "is required in a batch")));
    }
    if (sample.recordedAt() == null) {
      throw SampleReader.refusal(List.of(new FieldError("recordedAt", "is required in a batch")));
    }
  }

  Set<UUID> installationIds() {
    return good.values().stream().map(Sample::installationId).collect(Collectors.toSet());
  }

  /** Leaves out those of installations that are not at the site. */
  void keepOnly(Set<UUID> known) {
    var strangers = Map.copyOf(good);
    strangers.forEach(
        (index, sample) -> {
          if (!known.contains(sample.installationId())) {
            refuseStranger(index, sample);
          }
        });
  }

  private void refuseStranger(int index, Sample sample) {
    good.remove(index);
    var error = new FieldError("installationId", "is not an installation of this site");
    refused.put(index, new Refusal(index, sample.installationId().toString(), List.of(error)));
  }

  List<Sample> samples() {
    return List.copyOf(good.values());
  }

  BatchView view(int accepted) {
    return new BatchView(
        accepted,
        good.size() - accepted,
        refused.values().stream().sorted(Comparator.comparing(Refusal::index)).toList());
  }

  private static @Nullable String idOf(@Nullable JsonNode node) {
    var id = node == null ? null : node.get("installationId");
    return id == null || !id.isTextual() ? null : shortened(id.textValue());
  }

  private static String shortened(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64);
  }
}
