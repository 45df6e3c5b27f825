package dev.pluginsuite.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.local.api.Api;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A small valid plugin, each version with bytes of its own. */
record BenchmarkPlugin(String id, String version) {

  ObjectNode manifest() {
    var manifest =
        Api.json()
            .put("id", id)
            .put("name", "Benchmark " + id)
            .put("version", version)
            .put("author", "benchmarks")
            .put("apiVersion", "1.0.0")
            .put("license", "Apache-2.0")
            .put("main", "src/main.js");
    manifest.putArray("permissions").add("materials:read");
    return manifest;
  }

  byte[] bytes() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      add(tar, "manifest.json", manifest().toString());
      add(tar, "README.md", "# " + id);
      add(tar, "src/main.js", "exports.activate = function () {};");
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    var content = text.getBytes(StandardCharsets.UTF_8);
    var entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(0);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  /** The body of its submission, for bytes that were uploaded. */
  ObjectNode submission(String registryId, String packageUrl, byte[] bytes) {
    var body =
        Api.json()
            .put("registryId", registryId)
            .put("pluginId", id)
            .put("version", version)
            .put("packageUrl", packageUrl)
            .put("checksum", sha256(bytes));
    body.set("manifest", manifest());
    return body;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
