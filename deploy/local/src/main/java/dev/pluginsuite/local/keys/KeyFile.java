package dev.pluginsuite.local.keys;

import dev.pluginsuite.api.attestation.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;

/**
 * An Ed25519 pair as two files of base64: {@code <name>.key} (PKCS #8) and {@code <name>.pub}
 * (X.509).
 */
record KeyFile(Path privateFile, Path publicFile) {
  static KeyFile of(Path folder, String name) {
    return new KeyFile(folder.resolve(name + ".key"), folder.resolve(name + ".pub"));
  }

  /** The private half is written last: what has one has both. */
  KeyPair getOrMake() throws IOException {
    if (!Files.exists(privateFile)) {
      var pair = generate();
      PrivateFiles.write(publicFile, base64(pair.getPublic().getEncoded()));
      PrivateFiles.write(privateFile, base64(pair.getPrivate().getEncoded()));
    }
    return new KeyPair(
        Ed25519.publicKey(Files.readString(publicFile).strip()),
        Ed25519.privateKey(Files.readString(privateFile).strip()));
  }

  /** Begins with nothing: halves of two pairs never lie side by side. */
  KeyPair makeAnew() throws IOException {
    Files.deleteIfExists(privateFile);
    return getOrMake();
  }

  private static KeyPair generate() {
    try {
      return KeyPairGenerator.getInstance(Ed25519.ALGORITHM).generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
