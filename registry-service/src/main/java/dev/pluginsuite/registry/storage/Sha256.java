package dev.pluginsuite.registry.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

final class Sha256 {
  /** In bytes. */
  static final int LENGTH = 32;

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
