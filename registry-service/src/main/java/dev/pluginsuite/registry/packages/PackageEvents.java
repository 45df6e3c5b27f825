package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.manifest.Manifest;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.common.outbox.Outbox;
import dev.pluginsuite.registry.mirrors.MirrorService;
import dev.pluginsuite.registry.mirrors.Mirrorable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Tells the suite what became of a package. */
@ApplicationScoped
class PackageEvents {
  private static final String PATH = "/admin/plugin-registry/packages/";

  private final Outbox outbox;
  private final MirrorService mirrors;
  private final PackageNotices notices;
  private final ObjectMapper json;

  PackageEvents(Outbox outbox, MirrorService mirrors, PackageNotices notices, ObjectMapper json) {
    this.outbox = outbox;
    this.mirrors = mirrors;
    this.notices = notices;
    this.json =
        json.copy()
            .disable(
                com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  Uni<Void> tell(PluginPackage it, String type) {
    return mirrors
        .follow(mirrorable(it))
        .chain(() -> outbox.state(Topic.PACKAGES.topicName(), it.id, type, it.revision, state(it)))
        .chain(() -> notices.raise(it, type));
  }

  private static Mirrorable mirrorable(PluginPackage it) {
    var approved = it.status() == PackageStatus.APPROVED;
    return new Mirrorable(it.id, it.registryId, it.pluginId, it.licenseType, it.risk, approved);
  }

  PackageState state(PluginPackage it) {
    var passed = it.validation == ValidationStatus.PASSED;
    var running = it.validation == ValidationStatus.RUNNING;
    return new PackageState(
        it.id,
        it.registryId,
        it.pluginId,
        it.pluginVersion,
        it.status(),
        it.validation,
        it.submissionId,
        it.checksum,
        it.size,
        // Only one that passed can be read as a manifest.
        passed ? read(it.manifest, Manifest.class) : null,
        running ? read(it.manifest, JsonNode.class) : null,
        it.risk,
        it.licenseType,
        PATH + it.id + "/content",
        it.isAttested() ? PATH + it.id + "/attestation" : null,
        it.uploadedBy,
        it.uploadedAt,
        it.review.reason,
        it.review.replacedBy,
        revocation(it.review.terms()));
  }

  private static PackageState.@Nullable Revocation revocation(@Nullable RevocationTerms it) {
    return it == null ? null : new PackageState.Revocation(it.mode(), it.deadline());
  }

  private <T> T read(String text, Class<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored manifest cannot be read", e);
    }
  }
}
