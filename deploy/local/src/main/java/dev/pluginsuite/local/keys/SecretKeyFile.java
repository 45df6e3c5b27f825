package dev.pluginsuite.local.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Keys that only one service knows (AES-256), as a file of base64: one a line, the current one
 * first.
 */
record SecretKeyFile(Path file) {
  private static final int BYTES = 32;

  /** What was encrypted with it is lost with it, so one that is there is never replaced. */
  SecretKeyFile makeIfMissing() throws IOException {
    if (!Files.exists(file)) {
      PrivateFiles.write(file, make());
    }
    return this;
  }

  /** Those of before stay below it. */
  void addFirst() throws IOException {
    PrivateFiles.write(file, make() + "\n" + Files.readString(file));
  }

  private static String make() {
    var key = new byte[BYTES];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
