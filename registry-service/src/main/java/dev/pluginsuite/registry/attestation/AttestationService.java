package dev.pluginsuite.registry.attestation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Signs approvals and keeps them. */
@ApplicationScoped
public class AttestationService {
  private final ApprovalSigner signer;
  private final ObjectMapper json;

  AttestationService(ApprovalSigner signer, ObjectMapper json) {
    this.signer = signer;
    this.json = json;
  }

  /** Signs in the transaction of the approval, so that none is without the other. */
  @WithTransaction
  public Uni<Void> attest(ApprovalStatement statement, KeySet.Use use) {
    var approval = statement.predicate();
    var row =
        new Attestation(
            approval.packageId(), write(signer.sign(statement, use)), approval.approvedAt());
    return Panache.getSession().chain(session -> session.persist(row));
  }

  /** Whether this service has such a key. */
  public boolean canSign(KeySet.Use use) {
    return signer.canSign(use);
  }

  @WithSession
  Uni<Envelope> get(UUID packageId) {
    return Panache.getSession()
        .chain(session -> session.find(Attestation.class, packageId))
        .onItem()
        .ifNull()
        .failWith(
            () ->
                CommonProblem.NOT_FOUND.because(
                    "Package %s was not approved.".formatted(packageId)))
        .map(it -> read(it.envelope));
  }

  Envelope keySet() {
    return signer.keySet();
  }

  private String write(Envelope envelope) {
    try {
      return json.writeValueAsString(envelope);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Envelope read(String envelope) {
    try {
      return json.readValue(envelope, Envelope.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
