package dev.pluginsuite.registry;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.attestation.Ed25519;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.attestation.KeySet;
import dev.pluginsuite.common.testing.SuiteTestResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The common infrastructure, keys, an empty store and an address for mail. */
public class RegistryTestResource extends SuiteTestResource {
  @Override
  public Map<String, String> start() {
    var config = new HashMap<>(super.start());
    try {
      var generator = KeyPairGenerator.getInstance(Ed25519.ALGORITHM);
      var root = generator.generateKeyPair();
      var approval = generator.generateKeyPair();
      var base64 = Base64.getEncoder();
      var key =
          new KeySet.Key(
              Ed25519.keyId(approval.getPublic()),
              base64.encodeToString(approval.getPublic().getEncoded()),
              KeySet.Use.APPROVAL);
      var keySet = new KeySet(1, Instant.now().plus(Duration.ofDays(1)), List.of(key));
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
          Files.writeString(
                  folder.resolve("key"), base64.encodeToString(approval.getPrivate().getEncoded()))
              .toString());
      config.put(
          "suite.attestation.key-set-file",
          Files.write(folder.resolve("key-set.json"), json.writeValueAsBytes(envelope)).toString());
      config.put("suite.storage.root", folder.resolve("store").toString());
      config.putAll(notices(folder));
      return config;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
        "suite.egress.allowed-networks",
        "127.0.0.1/32",
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
