package dev.pluginsuite.validation.scancheck;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedFile;
import dev.pluginsuite.validation.scan.ScannedPackage;
import dev.pluginsuite.validation.scan.Weakness;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for packages and files that central IT has blocked. */
public final class BlockedDigestsCheck implements ScanCheck {
  private static final Weakness PACKAGE =
      Weakness.everywhere(
          "digest-blocked-package",
          "CWE-506",
          Level.CRITICAL,
          "The package is blocked.",
          "Ask central IT.");
  private static final Weakness FILE =
      Weakness.everywhere(
          "digest-blocked-file",
          "CWE-506",
          Level.CRITICAL,
          "The file is blocked.",
          "Remove the file, or ask central IT.");

  private final BlockedDigests blocked;

  public BlockedDigestsCheck(BlockedDigests blocked) {
    this.blocked = blocked;
  }

  @Override
  public String id() {
    return "blocked-digests";
  }

  @Override
  public String purpose() {
    return "Packages and files that central IT has blocked.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(PACKAGE, FILE);
  }

  @Override
  public @Nullable String reasonToSkip() {
    return blocked.reasons().isEmpty() ? "Nothing is blocked." : null;
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new Search(findings, sha256());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class Search implements PackageScan {
    private final ScanFindings findings;
    private final MessageDigest digest;
    private ScannedFile file = ScannedFile.of("", 0);

    private Search(ScanFindings findings, MessageDigest digest) {
      this.findings = findings;
      this.digest = digest;
    }

    @Override
    public void fileBegins(ScannedFile begun) {
      file = begun;
      digest.reset();
    }

    @Override
    public void bytes(byte[] chunk, int length) {
      digest.update(chunk, 0, length);
    }

    @Override
    public void fileEnds() {
      var reason = blocked.reasons().get(HexFormat.of().formatHex(digest.digest()));
      if (reason != null) {
        findings.add(FILE.saying("The file is blocked: " + reason), file);
      }
    }

    @Override
    public void packageEnds(ScannedPackage contents) {
      var sha256 = contents.sha256();
      var reason = sha256 == null ? null : blocked.reasons().get(sha256);
      if (reason != null) {
        findings.add(PACKAGE.saying("The package is blocked: " + reason));
      }
    }
  }
}
