package dev.pluginsuite.validation.scanning;

import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scancheck.BlockedDigests;
import dev.pluginsuite.validation.scancheck.BlockedDigestsCheck;
import dev.pluginsuite.validation.scancheck.FileKindsCheck;
import dev.pluginsuite.validation.scancheck.InstallScriptsCheck;
import dev.pluginsuite.validation.scancheck.NativeBinariesCheck;
import dev.pluginsuite.validation.scanrule.ScanRules;
import dev.pluginsuite.validation.scanrule.TextRulesCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The checks that need nothing but a package. */
public final class Scans {
  private static final Map<String, String> BY_RULES = byRules();

  private Scans() {}

  /** All of them, in the order in which they are told. */
  public static List<ScanCheck> of(ScanRules rules, BlockedDigests blocked) {
    var known = rules.onlyFor(BY_RULES.keySet());
    var checks = new ArrayList<ScanCheck>();
    checks.add(new BlockedDigestsCheck(blocked));
    BY_RULES.forEach((id, purpose) -> checks.add(new TextRulesCheck(id, purpose, known)));
    checks.add(new NativeBinariesCheck());
    checks.add(new FileKindsCheck());
    checks.add(new InstallScriptsCheck());
    return checks;
  }

  private static Map<String, String> byRules() {
    var purposes = new LinkedHashMap<String, String>();
    purposes.put("secrets", "Keys, tokens and passwords that do not belong into a package.");
    purposes.put("dynamic-code", "Text that is run as code.");
    purposes.put("process-spawning", "Other programs that are started.");
    purposes.put("obfuscation", "Code that nobody is meant to read.");
    return purposes;
  }
}
