package dev.pluginsuite.installation.testing;

import dev.pluginsuite.common.secrecy.SealingKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The keys that the tested service keeps secrets under, after a rotation. */
public final class SecretKeysFile {
  private static final String CURRENT = key(2);
  private static final String OLD = key(1);

  private SecretKeysFile() {}

  static Path write() {
    try {
      var file = Files.createTempFile("secrets", ".key");
      file.toFile().deleteOnExit();
      return Files.writeString(file, CURRENT + "\n" + OLD + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What sealed before the rotation. */
  public static SealingKeys beforeRotation() {
    return new SealingKeys(List.of(OLD));
  }

  private static String key(int fill) {
    var bytes = new byte[32];
    Arrays.fill(bytes, (byte) fill);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
