package dev.pluginsuite.registry.storage;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * How stores are laid out, the same in all of them, so that a store can be copied to another with
 * any tool. Nothing that a client sent reaches a key but a UUID or 64 hex digits.
 */
public final class Keys {
  /** Folder of what is kept for good. */
  public static final String OBJECTS = "sha256/";

  static final String UPLOADS = "uploads/";
  static final String QUARANTINE = "quarantine/";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private Keys() {}

  static String upload(UUID id) {
    return UPLOADS + id;
  }

  public static String object(String checksum) {
    return OBJECTS + required(checksum).substring(0, 2) + "/" + checksum;
  }

  static String quarantine(String checksum) {
    return QUARANTINE + required(checksum);
  }

  private static String required(String checksum) {
    if (!DIGEST.matcher(checksum).matches()) {
      throw new IllegalArgumentException("Not a digest: " + checksum);
    }
    return checksum;
  }
}
