package dev.pluginsuite.validation.antivirus;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedFile;
import dev.pluginsuite.validation.scan.Weakness;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shows every file to clamd while it goes by. */
public final class AntivirusCheck implements ScanCheck {
  private static final Weakness MALWARE =
      Weakness.everywhere(
          "antivirus-malware",
          "CWE-506",
          Level.CRITICAL,
          "The virus scanner knows the file.",
          "Remove the file, and find out how it came into the package.");
  private static final Weakness TOO_LARGE =
      Weakness.everywhere(
          "antivirus-size-limit",
          "CWE-770",
          Level.MEDIUM,
          "The file is larger than the virus scanner takes; it has not seen all of it.",
          "Split the file, or ask central IT to raise the limit.");
  private static final Pattern FOUND = Pattern.compile("(?:[0-9]+: )?stream: (.{1,200}) FOUND");
  private static final Pattern CLEAN = Pattern.compile("(?:[0-9]+: )?stream: OK");
  private static final Pattern LIMIT = Pattern.compile(".*size limit exceeded.*");

  private final @Nullable ClamdAddress address;

  /**
   * @param address null if there is no virus scanner
   */
  public AntivirusCheck(@Nullable ClamdAddress address) {
    this.address = address;
  }

  @Override
  public String id() {
    return "antivirus";
  }

  @Override
  public String purpose() {
    return "Files that a virus scanner knows.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(MALWARE, TOO_LARGE);
  }

  @Override
  public @Nullable String reasonToSkip() {
    return address == null ? "No virus scanner is configured." : null;
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    if (address == null) {
      throw new IllegalStateException("There is no virus scanner");
    }
    return new Showing(address, findings);
  }

  private static final class Showing implements PackageScan {
    private final ClamdAddress address;
    private final ScanFindings findings;
    private @Nullable ClamdSession session;
    private ScannedFile file = ScannedFile.of("", 0);
    private long left;
    private boolean isBegun;
    private boolean isTold;

    private Showing(ClamdAddress address, ScanFindings findings) {
      this.address = address;
      this.findings = findings;
    }

    @Override
    public void fileBegins(ScannedFile begun) {
      file = begun;
      left = address.largest();
      isTold = false;
      isBegun = false;
    }

    @Override
    public void bytes(byte[] chunk, int length) throws IOException {
      if (isTold) {
        return;
      }
      var shown = (int) Math.min(length, left);
      var current = begun();
      if (shown > 0) {
        current.bytes(chunk, 0, shown);
        left -= shown;
      }
      if (current.isRefused()) {
        hear(current.answer());
      } else if (shown < length) {
        hear(current.endFile());
        findings.add(TOO_LARGE, file);
      }
    }

    @Override
    public void fileEnds() throws IOException {
      if (isBegun && !isTold) {
        hear(begun().endFile());
      }
    }

    @Override
    public void close() {
      if (session != null) {
        session.close();
        session = null;
      }
    }

    /** A file without bytes is not shown. */
    private ClamdSession begun() throws IOException {
      if (session == null) {
        session = ClamdSession.open(address);
      }
      if (!isBegun) {
        session.beginFile();
        isBegun = true;
      }
      return session;
    }

    private void hear(String answer) throws IOException {
      isTold = true;
      var found = FOUND.matcher(answer);
      if (found.matches()) {
        findings.add(MALWARE.saying("The virus scanner knows the file: " + found.group(1)), file);
      } else if (LIMIT.matcher(answer).matches()) {
        findings.add(TOO_LARGE, file);
        // clamd ends the session with that answer.
        close();
      } else if (!CLEAN.matcher(answer).matches()) {
        throw new IOException("clamd answered " + answer);
      }
    }
  }
}
