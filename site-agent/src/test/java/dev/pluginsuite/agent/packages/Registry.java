package dev.pluginsuite.agent.packages;

import static dev.pluginsuite.api.attestation.KeySet.Use.APPROVAL;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.wire.FakeServer;
import dev.pluginsuite.agent.wire.FakeServer.Reply;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.registry.RiskLevel;
import dev.pluginsuite.api.rest.Answer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** The registry's side: keys, and signed statements about packages. */
public final class Registry {
  static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

  final KeyPair root = keyPair();
  final KeyPair approver = keyPair();
  private final FakeServer server;

  public Registry(FakeServer server) {
    this.server = server;
    publish(keySet(1, LATER, APPROVAL), root);
  }

  public String rootKey() {
    return Base64.getEncoder().encodeToString(root.getPublic().getEncoded());
  }

  PublicKey rootPublic() {
    return root.getPublic();
  }

  KeySet keySet(long version, Instant expires, KeySet.Use use) {
    var key = approver.getPublic();
    var encoded = Base64.getEncoder().encodeToString(key.getEncoded());
    return new KeySet(version, expires, List.of(new KeySet.Key(Ed25519.keyId(key), encoded, use)));
  }

  void publish(KeySet keys, KeyPair signer) {
    publish(Json.write(keys), signer);
  }

  void publishKeys(String keys) {
    publish(keys.getBytes(UTF_8), root);
  }

  private void publish(byte[] keys, KeyPair signer) {
    server.on(
        "GET /api/v1/admin/plugin-registry/keys", data(sign(KeySet.PAYLOAD_TYPE, keys, signer)));
  }

  /** A package as it should be. */
  public DesiredState.Plugin publish(DesiredState.Plugin plugin) {
    content(plugin, Documents.content(plugin.pluginId(), plugin.packageRef().version()));
    attest(plugin, plugin, approver);
    return plugin;
  }

  void content(DesiredState.Plugin plugin, byte[] content) {
    server.on("GET /api/v1" + plugin.packageRef().contentUrl(), Reply.bytes(content));
  }

  void attest(DesiredState.Plugin plugin, DesiredState.Plugin approved, KeyPair signer) {
    answer(plugin, attestation(approved, signer));
  }

  void answer(DesiredState.Plugin plugin, Envelope attestation) {
    server.on("GET /api/v1" + plugin.packageRef().attestationUrl(), data(attestation));
  }

  static Envelope attestation(DesiredState.Plugin approved, KeyPair signer) {
    return sign(ApprovalStatement.PAYLOAD_TYPE, Json.write(statement(approved)), signer);
  }

  public static ApprovalStatement statement(DesiredState.Plugin plugin) {
    var ref = plugin.packageRef();
    var predicate =
        new ApprovalStatement.Predicate(
            ref.packageId(),
            plugin.pluginId(),
            ref.version(),
            "0".repeat(64),
            RiskLevel.LOW,
            "it@example.com",
            Instant.EPOCH);
    return ApprovalStatement.of(plugin.pluginId(), ref.checksum(), predicate);
  }

  static Envelope sign(String type, byte[] payload, KeyPair signer) {
    return Envelope.sign(type, payload, Ed25519.keyId(signer.getPublic()), signer.getPrivate());
  }

  private static Reply data(Envelope envelope) {
    return Reply.bytes(Json.write(Answer.of(envelope)));
  }

  public static PrivateKey anyKey() {
    return keyPair().getPrivate();
  }

  static KeyPair keyPair() {
    try {
      return KeyPairGenerator.getInstance(Ed25519.ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
