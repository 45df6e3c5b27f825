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
import java.util.Base64;
import java.util.List;

/**
 * The root key, the keys for approvals and the key set that the root signed, in one private folder,
 * and beside them the keys for the secrets of webhooks and of installations. In production the root
 * stays offline; here it lies beside the others, so that a laptop can renew.
 */
public final class SigningKeys {
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
  private final KeyPair approval;
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
    var keys = new SigningKeys(folder, clock);
    var current = keys.keySet();
    if (keys.isDue(current)) {
      keys.issue(current.version() + 1);
    }
    return keys;
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
    return folder.resolve("key-set.json");
  }

  /** X.509 in base64: what agents pin. */
  public String rootPublicKey() {
    return base64(root.getPublic());
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

  private void issue(long version) throws IOException {
    var keySet = new KeySet(version, clock.instant().plus(VALIDITY), wanted());
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
