package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import dev.pluginsuite.registry.source.StagedPackage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Packages without a database. */
final class Packages {
  static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  static final Reviewer SUBMITTER = new Reviewer("sub-dev", "dev@example.com");
  static final Reviewer ANNE = new Reviewer("sub-anne", "anne@example.com");
  static final Reviewer BERT = new Reviewer("sub-bert", "bert@example.com");

  private Packages() {}

  static PluginPackage submitted(String... permissions) {
    var id = UUID.randomUUID();
    return new PluginPackage(id, submission(id, permissions), "enterprise");
  }

  static Submission submission(UUID packageId, String... permissions) {
    var manifest = JsonNodeFactory.instance.objectNode();
    var asked = manifest.putArray("permissions");
    List.of(permissions).forEach(asked::add);
    var body =
        new PackageSubmission(
            "enterprise", "some-plugin", "1.0.0", manifest, "/uploads/1", "ab".repeat(32));
    var by = new Submission.Submitter(SUBMITTER.principal(), SUBMITTER.name());
    var staged = new StagedPackage(UUID.randomUUID(), "/uploads/1", "ab".repeat(32), 10, true);
    return new Submission(UUID.randomUUID(), packageId, body, staged, by, NOW);
  }

  static PluginPackage passed(String... permissions) {
    var it = submitted(permissions);
    it.validated(report(it, ValidationStatus.PASSED), NOW);
    return it;
  }

  static ReportState report(PluginPackage it, ValidationStatus outcome) {
    return new ReportState(
        it.id,
        it.submissionId,
        it.checksum,
        outcome,
        RiskLevel.LOW,
        List.of(),
        List.of(),
        List.of(),
        false,
        "/report");
  }

  static Verdict by(Reviewer who) {
    return new Verdict(who, "because", null);
  }

  static Approval approval(Reviewer who) {
    return new Approval(by(who), null, true);
  }

  static Approval oneOfTwo(Reviewer who) {
    return new Approval(by(who), null, false);
  }
}
