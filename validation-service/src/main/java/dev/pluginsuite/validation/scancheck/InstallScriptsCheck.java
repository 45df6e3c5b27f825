package dev.pluginsuite.validation.scancheck;

import com.google.re2j.Pattern;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.npm.NpmPackage;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedPackage;
import dev.pluginsuite.validation.scan.Weakness;
import java.util.List;

/** Looks for what npm would run while it installs something. */
public final class InstallScriptsCheck implements ScanCheck {
  private static final Weakness HARMFUL =
      Weakness.everywhere(
          "install-script-harmful",
          "CWE-506",
          Level.CRITICAL,
          "A script that runs at installation downloads or decodes what it then runs.",
          "Remove it.");
  private static final Weakness SCRIPT =
      new Weakness(
          "install-script",
          "CWE-829",
          Level.HIGH,
          Level.MEDIUM,
          "A script runs at installation.",
          "Do at build time what it does, and remove it.");
  private static final Weakness BUILD =
      new Weakness(
          "install-script-build",
          "CWE-829",
          Level.MEDIUM,
          Level.LOW,
          "Native code is built or fetched at installation.",
          "Do without native code, or bundle what was built.");
  private static final Weakness PREPARE =
      Weakness.everywhere(
          "install-script-prepare",
          "CWE-829",
          Level.LOW,
          "A script runs when the package is installed from its source.",
          "Remove it from what is published.");

  private static final Pattern TRAITS =
      Pattern.compile(
          "(?i)\\b(?:curl|wget)\\b.*(?:\\|\\s*(?:sudo\\s+)?(?:(?:ba|z|da|k)?sh|node|python3?)\\b|&&\\s*(?:(?:ba)?sh|chmod)\\b)"
              + "|base64\\s+(?:-d|--decode).*\\|\\s*(?:ba)?sh\\b"
              + "|\\bpowershell\\b.*\\s-e(?:nc|ncodedcommand)?\\s"
              + "|/dev/tcp/"
              + "|\\bnode\\s+(?:-e|--eval)\\b.*(?:\\beval\\b|child_process|https?\\.get|https?://)");
  private static final Pattern BUILDS =
      Pattern.compile(
          "\\s*(?:(?:node-gyp(?:-build)?|prebuild-install|node-pre-gyp|cmake-js|prebuildify)\\b[^;&|]*(?:\\|\\||&&|$)\\s*)+");

  @Override
  public String id() {
    return "install-scripts";
  }

  @Override
  public String purpose() {
    return "Scripts that npm runs while it installs a package.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(HARMFUL, SCRIPT, BUILD, PREPARE);
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new PackageScan() {
      @Override
      public void packageEnds(ScannedPackage contents) {
        contents.npm().packages().forEach(it -> judge(it, findings));
      }
    };
  }

  private static void judge(NpmPackage it, ScanFindings findings) {
    it.installScripts()
        .forEach(
            (step, script) ->
                findings.add(
                    weakness(step, script)
                        .saying("npm would run as %s: %s".formatted(step, script)),
                    it.path(),
                    null));
  }

  private static Weakness weakness(String step, String script) {
    if (TRAITS.matcher(script).find()) {
      return HARMFUL;
    }
    if (step.equals("prepare")) {
      return PREPARE;
    }
    return BUILDS.matches(script) ? BUILD : SCRIPT;
  }
}
