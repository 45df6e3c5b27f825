package dev.pluginsuite.local.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.local.api.Api;
import java.io.IOException;
import java.util.Base64;
import java.util.UUID;

/**
 * The signed approvals, checked with the keys that the registry publishes; agents pin the root
 * besides.
 */
final class Attestations {
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final Api reader;
  private final KeySet keys;

  private Attestations(Api reader, KeySet keys) {
    this.reader = reader;
    this.keys = keys;
  }

  static Attestations publishedBy(Api reader) throws IOException, InterruptedException {
    var envelope = envelope(reader.get("/admin/plugin-registry/keys").expect(200).data());
    var payload = Base64.getDecoder().decode(envelope.payload());
    return new Attestations(reader, JSON.readValue(payload, KeySet.class));
  }

  long version() {
    return keys.version();
  }

  void check(String packageId, SamplePackage sample)
      throws IOException, InterruptedException, StepFailure {
    var answer = reader.get(Submission.path(packageId) + "/attestation").expect(200);
    var payload =
        envelope(answer.data()).verified(ApprovalStatement.PAYLOAD_TYPE, keys::approvalKey);
    StepFailure.unless(
        payload.isPresent(),
        "The approval of %s is not signed by a known key".formatted(sample.pluginId()));
    var statement = JSON.readValue(payload.orElseThrow(), ApprovalStatement.class);
    StepFailure.unless(
        statement.approves(
            UUID.fromString(packageId), sample.pluginId(), sample.version(), sample.checksum()),
        "The approval of %s is about something else".formatted(sample.pluginId()));
  }

  private static Envelope envelope(JsonNode data) throws IOException {
    return JSON.treeToValue(data, Envelope.class);
  }
}
