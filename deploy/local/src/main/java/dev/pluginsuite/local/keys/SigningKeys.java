package dev.pluginsuite.local.keys;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The root key, the keys for approvals and the key set that the root signed, in one private folder,
 * and beside them the keys for the secrets of webhooks and of installations. In production the root
 * stays offline; here it lies beside the others, so that a laptop can renew.
 */
public final class SigningKeys {
  static final String KEY_SET = "key-set.json";

  private static final Duration VALIDITY = Duration.ofDays(365);
  private static final Duration RENEWAL = Duration.ofDays(30);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private final Path folder;
  private final Clock clock;
  private final KeyPair root;
  private KeyPair approval;
  private final KeyPair developer;
  private final SecretKeyFile notices;
  private final SecretKeyFile secrets;

  private SigningKeys(Path folder, Clock clock) throws IOException {
    this.folder = folder;
    this.clock = clock;
    this.root = KeyFile.of(folder, "root").getOrMake();
    this.approval = KeyFile.of(folder, "approval").getOrMake();
    this.developer = KeyFile.of(folder, "developer").getOrMake();
    this.notices = new SecretKeyFile(folder.resolve("notices.key")).makeIfMissing();
    this.secrets = new SecretKeyFile(folder.resolve("secrets.key")).makeIfMissing();
  }

  /** Makes what is missing and renews what is about to expire. */
  public static SigningKeys in(Path folder, Clock clock) throws IOException {
    PrivateFiles.createFolder(folder);
    requireRoot(folder);
    var keys = new SigningKeys(folder, clock);
    var current = keys.keySet();
    if (keys.isDue(current)) {
      keys.issue(union(keys.wanted(), current.keys()));
    }
    return keys;
  }

  /** Another root would be of no use to those who know the one that has signed. */
  private static void requireRoot(Path folder) throws IOException {
    var root = KeyFile.of(folder, "root");
    if (Files.exists(folder.resolve(KEY_SET)) && !Files.exists(root.privateFile())) {
      throw new IOException(
          "The key set in %s was not signed by the root key, which is not there".formatted(folder));
    }
  }

  /**
   * A new key signs approvals from now on. Those of before stay in the key set: what they have
   * signed stays good.
   */
  void rotateApproval() throws IOException {
    var before = keySet().keys();
    approval = KeyFile.of(folder, "approval").makeAnew();
    issue(union(wanted(), before));
  }

  /**
   * What this key has signed is good no more: for a key that others may have.
   *
   * @throws IllegalArgumentException if the key set has no such key, or it still signs
   */
  void retire(String keyId) throws IOException {
    var left = new ArrayList<>(keySet().keys());
    if (wanted().stream().anyMatch(it -> it.keyId().equals(keyId))) {
      throw new IllegalArgumentException(keyId + " still signs: rotate first.");
    }
    if (!left.removeIf(it -> it.keyId().equals(keyId))) {
      throw new IllegalArgumentException("The key set has no key " + keyId + ".");
    }
    issue(left);
  }

  private static List<KeySet.Key> union(List<KeySet.Key> one, List<KeySet.Key> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  /** PKCS #8 in base64. */
  public Path approvalKeyFile() {
    return KeyFile.of(folder, "approval").privateFile();
  }

  /** For what is approved by policy; PKCS #8 in base64. */
  public Path developerKeyFile() {
    return KeyFile.of(folder, "developer").privateFile();
  }

  /** AES-256 in base64: what the registry keeps the secrets of webhooks under. */
  public Path noticesKeyFile() {
    return notices.file();
  }

  /** AES-256 in base64: what the secrets of installations are kept under. */
  public Path secretsKeyFile() {
    return secrets.file();
  }

  /** The signed key set, as the registry publishes it. */
  public Path keySetFile() {
    return folder.resolve(KEY_SET);
  }

  /** X.509 in base64: what agents pin. */
  public String rootPublicKey() {
    return base64(root.getPublic());
  }

  /** New secrets are kept under a new key; the one of before still opens what it closed. */
  void rotateSecrets() throws IOException {
    secrets.addFirst();
  }

  /** Version 0 stands for none. */
  KeySet keySet() throws IOException {
    if (!Files.exists(keySetFile())) {
      return new KeySet(0, clock.instant(), List.of());
    }
    var envelope = JSON.readValue(keySetFile().toFile(), Envelope.class);
    var payload =
        envelope.verified(
            KeySet.PAYLOAD_TYPE, id -> id.equals(rootKeyId()) ? root.getPublic() : null);
    return JSON.readValue(
        payload.orElseThrow(() -> new IOException(keySetFile() + " is not signed by the root key")),
        KeySet.class);
  }

  private boolean isDue(KeySet current) {
    return current.expires().isBefore(clock.instant().plus(RENEWAL))
        || !current.keys().containsAll(wanted());
  }

  /** The next version. */
  private void issue(List<KeySet.Key> keys) throws IOException {
    var keySet = new KeySet(keySet().version() + 1, clock.instant().plus(VALIDITY), keys);
    var envelope =
        Envelope.sign(
            KeySet.PAYLOAD_TYPE, JSON.writeValueAsBytes(keySet), rootKeyId(), root.getPrivate());
    PrivateFiles.write(keySetFile(), JSON.writeValueAsString(envelope));
  }

  private List<KeySet.Key> wanted() {
    return List.of(
        key(approval.getPublic(), KeySet.Use.APPROVAL),
        key(developer.getPublic(), KeySet.Use.DEVELOPER));
  }

  private static KeySet.Key key(PublicKey key, KeySet.Use use) {
    return new KeySet.Key(Ed25519.keyId(key), base64(key), use);
  }

  private String rootKeyId() {
    return Ed25519.keyId(root.getPublic());
  }

  private static String base64(PublicKey key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }
}
