package dev.pluginsuite.validation.osv;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.npm.NpmComponent;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedPackage;
import dev.pluginsuite.validation.scan.Weakness;
import java.io.IOException;
import java.util.List;

/** Looks for npm libraries with known vulnerabilities. */
public final class VulnerableLibrariesCheck implements ScanCheck {
  private static final String DEFAULT_CWE = "CWE-1395";
  private static final Weakness VULNERABLE =
      Weakness.everywhere(
          "library-vulnerable",
          DEFAULT_CWE,
          Level.HIGH,
          "A library has a known vulnerability; as grave as the advisory says, at most HIGH.",
          "Take a version in which it is mended.");
  private static final Weakness MALICIOUS =
      Weakness.everywhere(
          "library-malicious",
          "CWE-506",
          Level.CRITICAL,
          "A library was made to do harm.",
          "Remove it, and change every secret of the machines on which it was installed.");

  private final KnownVulnerabilities known;

  public VulnerableLibrariesCheck(KnownVulnerabilities known) {
    this.known = known;
  }

  @Override
  public String id() {
    return "vulnerable-libraries";
  }

  @Override
  public String purpose() {
    return "npm libraries with known vulnerabilities, installed, locked or bundled.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(VULNERABLE, MALICIOUS);
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new PackageScan() {
      @Override
      public void packageEnds(ScannedPackage contents) throws IOException {
        search(contents.npm().components(contents.pluginId()), findings);
      }
    };
  }

  private void search(List<NpmComponent> components, ScanFindings findings) throws IOException {
    var names = components.stream().map(NpmComponent::name).distinct().toList();
    VulnerableLibrary.among(components, known.of(names))
        .forEach(it -> findings.add(weakness(it), it.library().foundIn(), null));
  }

  private static Weakness weakness(VulnerableLibrary it) {
    var of = it.malicious() ? MALICIOUS : VULNERABLE;
    var library = it.library();
    var message =
        "%s %s: %s (%s)"
            .formatted(
                library.name(),
                library.version(),
                it.summary() == null ? "a known vulnerability" : it.summary(),
                it.advisory());
    var remedy =
        it.fixedIn() == null
            ? of.remedy()
            : "Take %s %s or later.".formatted(library.name(), it.fixedIn());
    var cwe = it.cwe() == null ? of.cwe() : it.cwe();
    return Weakness.everywhere(of.id(), cwe, it.severity(), message, remedy);
  }
}
