package dev.pluginsuite.agent.packages;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.pluginsuite.agent.reconcile.Archive;
import dev.pluginsuite.agent.reconcile.Packages;
import dev.pluginsuite.agent.wire.Api;
import dev.pluginsuite.agent.wire.Json;
import dev.pluginsuite.api.attestation.ApprovalStatement;
import dev.pluginsuite.api.attestation.Envelope;
import dev.pluginsuite.api.installation.DesiredState;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Packages from the registry, through the gateway. */
public final class ApprovedPackages implements Packages {
  private static final Logger LOG = LoggerFactory.getLogger(ApprovedPackages.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /** Bytes a second: with less than that a site has to wait for a better day. */
  private static final long SLOWEST = 64 << 10;

  private static final long LARGEST = 1L << 30;

  private final Api api;
  private final KeyRing keys;
  private final Found found;
  private final Path folder;
  private final Duration longestWait;

  /** Where a package with this checksum was seen at the site; it may have changed since. */
  public interface Found {
    Optional<Path> at(String checksum);
  }

  /**
   * @param folder for temporary files; emptied, because what is in it was left by a crash
   */
  public ApprovedPackages(Api api, KeyRing keys, Found found, Path folder) throws IOException {
    this(api, keys, found, folder, LONGEST_WAIT);
  }

  ApprovedPackages(Api api, KeyRing keys, Found found, Path folder, Duration longestWait)
      throws IOException {
    this.api = api;
    this.keys = keys;
    this.found = found;
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
    var here = found.at(ref.checksum());
    if (here.isPresent()) {
      var copy = copy(here.get(), ref);
      if (copy.isPresent()) {
        return copy.get();
      }
    }
    return fill(
        out ->
            api.download(
                ref.contentUrl(), out, ref.size(), longestWait.plusSeconds(ref.size() / SLOWEST)));
  }

  /** What was copied is what is hashed and unpacked, whatever becomes of the file meanwhile. */
  private Optional<Archive> copy(Path file, DesiredState.PackageRef ref)
      throws InterruptedException {
    try (var in = Files.newInputStream(file, NOFOLLOW_LINKS)) {
      var copy = fill(out -> copy(in, out, ref.size()));
      if (copy.sha256().equals(ref.checksum())) {
        LOG.info("Took {} from the site itself", file.getFileName());
        return Optional.of(copy);
      }
      copy.close();
    } catch (IOException unusable) {
      LOG.info("Downloading what could not be copied: {}", unusable.getMessage());
    }
    return Optional.empty();
  }

  private static void copy(InputStream in, OutputStream out, long most) throws IOException {
    var buffer = new byte[1 << 16];
    var left = most;
    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      left -= read;
      if (left < 0) {
        throw new IOException("The file is longer than the package");
      }
      out.write(buffer, 0, read);
    }
  }

  private Download fill(Source source) throws IOException, InterruptedException {
    var download = new Download(Files.createTempFile(folder, "package", ".mpk"));
    var isComplete = false;
    try (var out = new BufferedOutputStream(download.write(), 1 << 16)) {
      source.writeTo(out);
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

  private interface Source {
    void writeTo(OutputStream out) throws IOException, InterruptedException;
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
