package dev.pluginsuite.local.journey;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A sample plugin packed under the version of this run. */
final class SamplePackage {
  private final String pluginId;
  private final String version;
  private final String manifest;
  private final byte[] bytes;

  SamplePackage(String pluginId, String version, String manifest, byte[] bytes) {
    this.pluginId = pluginId;
    this.version = version;
    this.manifest = manifest;
    this.bytes = bytes;
  }

  String pluginId() {
    return pluginId;
  }

  String version() {
    return version;
  }

  String manifest() {
    return manifest;
  }

  byte[] bytes() {
    return bytes;
  }

  String checksum() {
    return sha256(bytes);
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
