package dev.pluginsuite.validation.scancheck;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedFile;
import dev.pluginsuite.validation.scan.Weakness;
import java.util.List;

/** Looks for programs that no reviewer can read. */
public final class NativeBinariesCheck implements ScanCheck {
  private static final Weakness PROGRAM =
      new Weakness(
          "native-program",
          "CWE-506",
          Level.HIGH,
          Level.MEDIUM,
          "The file is a native program or library.",
          "Do without it, or say in the README where it comes from and how it was built.");
  private static final Weakness WEB_ASSEMBLY =
      new Weakness(
          "native-web-assembly",
          "CWE-506",
          Level.MEDIUM,
          Level.LOW,
          "The file is a WebAssembly module.",
          "Say in the README where it comes from and how it was built.");
  private static final Weakness JAVA_CLASS =
      new Weakness(
          "native-java-class",
          "CWE-506",
          Level.MEDIUM,
          Level.LOW,
          "The file is a compiled Java class.",
          "Do without it, or say in the README where it comes from.");

  @Override
  public String id() {
    return "native-binaries";
  }

  @Override
  public String purpose() {
    return "Programs and libraries in machine code.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(PROGRAM, WEB_ASSEMBLY, JAVA_CLASS);
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new HeadScan((file, content) -> judge(file, content, findings));
  }

  private static void judge(ScannedFile file, Content content, ScanFindings findings) {
    if (content.isProgram()) {
      findings.add(PROGRAM, file);
    } else if (content == Content.WEB_ASSEMBLY) {
      findings.add(WEB_ASSEMBLY, file);
    } else if (content == Content.JAVA_CLASS) {
      findings.add(JAVA_CLASS, file);
    }
  }
}
