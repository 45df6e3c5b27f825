package dev.pluginsuite.local.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** A key that only one service knows (AES-256), as a file of base64. */
record SecretKeyFile(Path file) {
  private static final int BYTES = 32;

  /** What was encrypted with it is lost with it, so one that is there is never replaced. */
  SecretKeyFile makeIfMissing() throws IOException {
    if (!Files.exists(file)) {
      var key = new byte[BYTES];
      new SecureRandom().nextBytes(key);
      PrivateFiles.write(file, Base64.getEncoder().encodeToString(key));
    }
    return this;
  }
}
