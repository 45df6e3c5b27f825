package dev.pluginsuite.validation.scanning;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.archive.ArchiveReader;
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scan.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scan says of a package. */
public record Scanned(ScanResult result) {
  /** Of a good package with one more file. */
  public static Scanned file(String path, String content) {
    return of(ShippedScan.scanner(), Mpk.good().file(path, content));
  }

  public static Scanned of(CodeScanner scanner, Mpk mpk) {
    return of(scanner, mpk.bytes(), "dev@example.com");
  }

  public static Scanned of(CodeScanner scanner, byte[] mpk, @Nullable String submitter) {
    try (var scan = scanner.begin()) {
      var reading =
          new ArchiveReader(ArchiveLimits.DEFAULT).read(new ByteArrayInputStream(mpk), scan);
      return new Scanned(scan.end(Manifests.ID, submitter, reading.sha256(), reading.complete()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<SecurityFinding> findings() {
    return result.findings();
  }

  public List<String> rules() {
    return findings().stream().map(SecurityFinding::ruleId).distinct().toList();
  }

  /** How grave a finding of the rule is; null if there is none. */
  public @Nullable Level level(String rule) {
    return findings().stream()
        .filter(it -> it.ruleId().equals(rule))
        .map(SecurityFinding::severity)
        .findFirst()
        .orElse(null);
  }
}
