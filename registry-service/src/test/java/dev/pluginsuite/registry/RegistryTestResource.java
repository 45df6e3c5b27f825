package dev.pluginsuite.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.common.testing.SuiteTestResource;
import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.testing.StorageServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The common infrastructure, keys, an empty store and an address for mail. */
public class RegistryTestResource extends SuiteTestResource {
  /** Where registries of the tests may be kept. */
  public static final String BUCKET = StorageServers.BUCKET + "/registries";

  /** Where downloads are answered with links. */
  public static final String LINKED = StorageServers.BUCKET + "/linked";

  @Override
  public Map<String, String> start() {
    var config = new HashMap<>(super.start());
    try {
      var generator = KeyPairGenerator.getInstance(Ed25519.ALGORITHM);
      var root = generator.generateKeyPair();
      var approval = generator.generateKeyPair();
      var developer = generator.generateKeyPair();
      var keys =
          List.of(
              key(approval.getPublic(), KeySet.Use.APPROVAL),
              key(developer.getPublic(), KeySet.Use.DEVELOPER));
      var keySet = new KeySet(1, Instant.now().plus(Duration.ofDays(1)), keys);
      var json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
      var envelope =
          Envelope.sign(
              KeySet.PAYLOAD_TYPE,
              json.writeValueAsBytes(keySet),
              Ed25519.keyId(root.getPublic()),
              root.getPrivate());
      var folder = Files.createTempDirectory("registry-test");
      config.put(
          "suite.attestation.private-key-file",
          Files.writeString(folder.resolve("key"), base64(approval.getPrivate())).toString());
      config.put(
          "suite.attestation.developer-key-file",
          Files.writeString(folder.resolve("developer-key"), base64(developer.getPrivate()))
              .toString());
      config.put(
          "suite.attestation.key-set-file",
          Files.write(folder.resolve("key-set.json"), json.writeValueAsBytes(envelope)).toString());
      // Servers of the tests, on this machine: listed on purpose, like somebody's own artifact
      // store.
      var certificate = TestCertificate.of("dns:localhost");
      config.put("suite.test.key-store", certificate.keyStore().toString());
      config.put("suite.egress.trusted-certificates", certificate.pem().toString());
      config.put("suite.egress.allowed-networks", "127.0.0.1/32,::1/128");
      config.put("suite.submission.allowed-hosts", "localhost,10.0.0.1");
      config.put("suite.storage.root", folder.resolve("store").toString());
      config.putAll(account("minio", Kind.S3, BUCKET));
      config.putAll(account("linking", Kind.S3, LINKED));
      config.put("suite.storage.accounts.linking.redirect", "true");
      if (StorageServers.isPossible(Kind.AZURE)) {
        config.putAll(account("azure", Kind.AZURE, BUCKET));
      }
      config.putAll(largerUploads());
      config.putAll(notices(folder));
      return config;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeySet.Key key(PublicKey key, KeySet.Use use) {
    return new KeySet.Key(Ed25519.keyId(key), base64(key), use);
  }

  private static String base64(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** Registries may be kept on real servers, below one prefix of one bucket. */
  private static Map<String, String> account(String name, Kind kind, String bucket) {
    var account = "suite.storage.accounts." + name;
    var server = StorageServers.account(kind, StorageServers.url(kind), Duration.ofSeconds(10));
    return Map.of(
        account + ".kind",
        kind.name(),
        account + ".url",
        server.url().toString(),
        account + ".access-key",
        server.keyId().orElseThrow(),
        account + ".secret-key",
        server.secret().orElseThrow(),
        account + ".buckets",
        bucket);
  }

  /** For {@code -Dupload.mebibytes=1024}. */
  private static Map<String, String> largerUploads() {
    return Integer.getInteger("upload.mebibytes", 0) == 0
        ? Map.of()
        : Map.of("quarkus.http.limits.max-body-size", "3G", "suite.upload.largest", "3000000000");
  }

  /** Receivers on this very address, and a mail server that the tests start where they want one. */
  private static Map<String, String> notices(Path folder) throws IOException {
    var key = new byte[32];
    new SecureRandom().nextBytes(key);
    var keyFile = folder.resolve("notices.key");
    Files.writeString(keyFile, Base64.getEncoder().encodeToString(key));
    return Map.of(
        "suite.notices.key-file",
        keyFile.toString(),
        "suite.notices.subscriptions-per-owner",
        "5",
        "quarkus.mailer.host",
        "127.0.0.1",
        "quarkus.mailer.port",
        String.valueOf(freePort()),
        "quarkus.mailer.from",
        "registry@example.com");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
