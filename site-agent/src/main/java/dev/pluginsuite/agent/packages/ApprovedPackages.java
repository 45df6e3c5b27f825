package dev.pluginsuite.agent.packages;

import dev.pluginsuite.agent.reconcile.Archive;
import dev.pluginsuite.agent.reconcile.Packages;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Packages from the registry, through the gateway. */
public final class ApprovedPackages implements Packages {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Bytes a second: with less than that a site has to wait for a better day. */
  private static final long SLOWEST = 64 << 10;

  private static final long LARGEST = 1L << 30;

  private final Api api;
  private final KeyRing keys;
  private final Path folder;
  private final Duration longestWait;

  /**
   * @param folder for temporary files; emptied, because what is in it was left by a crash
   */
  public ApprovedPackages(Api api, KeyRing keys, Path folder) throws IOException {
    this(api, keys, folder, LONGEST_WAIT);
  }

  ApprovedPackages(Api api, KeyRing keys, Path folder, Duration longestWait) throws IOException {
    this.api = api;
    this.keys = keys;
    this.longestWait = longestWait;
    this.folder = Files.createDirectories(folder);
    try (var left = Files.list(folder)) {
      for (var file : left.toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public Archive download(DesiredState.Plugin plugin) throws IOException, InterruptedException {
    var ref = plugin.packageRef();
    if (ref.size() <= 0 || ref.size() > LARGEST) {
      throw new IOException("A package of %d bytes is refused".formatted(ref.size()));
    }
    var download = new Download(Files.createTempFile(folder, "package", ".mpk"));
    var isComplete = false;
    try (var out = new BufferedOutputStream(download.write(), 1 << 16)) {
      api.download(
          ref.contentUrl(), out, ref.size(), longestWait.plusSeconds(ref.size() / SLOWEST));
      out.flush();
      download.complete();
      isComplete = true;
      return download;
    } finally {
      if (!isComplete) {
        download.close();
      }
    }
  }

  @Override
  public void verify(DesiredState.Plugin plugin, Archive archive)
      throws IOException, InterruptedException {
    var ref = plugin.packageRef();
    if (!archive.sha256().equals(ref.checksum())) {
      throw new IOException(
          "Expected sha256 %s, but the content has %s".formatted(ref.checksum(), archive.sha256()));
    }
    var approvers = keys.approvers();
    var envelope = api.get(ref.attestationUrl(), Envelope.class);
    var payload = envelope.verified(ApprovalStatement.PAYLOAD_TYPE, approvers);
    if (payload.isEmpty()) {
      throw new IOException("The attestation is not signed by a key that may approve");
    }
    var statement = Json.MAPPER.readValue(payload.get(), ApprovalStatement.class);
    if (!statement.approves(ref.packageId(), plugin.pluginId(), ref.version(), archive.sha256())) {
      throw new IOException("The attestation approves something else");
    }
  }
}
