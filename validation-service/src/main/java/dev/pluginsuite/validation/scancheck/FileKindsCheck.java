package dev.pluginsuite.validation.scancheck;

import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedFile;
import dev.pluginsuite.validation.scan.Weakness;
import java.util.List;
import java.util.Set;

/** Looks for files that are not what their names say. */
public final class FileKindsCheck implements ScanCheck {
  private static final Set<String> IMAGES =
      Set.of("png", "jpg", "jpeg", "gif", "webp", "bmp", "ico", "tif", "tiff", "avif");
  private static final Set<String> FONTS = Set.of("woff", "woff2", "ttf", "otf", "eot");
  private static final Set<String> TEXTS =
      Set.of(
          "js", "cjs", "mjs", "jsx", "tsx", "json", "css", "scss", "less", "html", "htm", "md",
          "txt", "yml", "yaml", "xml", "map", "svg", "vue", "csv");

  private static final Weakness PROGRAM =
      Weakness.everywhere(
          "kind-hidden-program",
          "CWE-506",
          Level.CRITICAL,
          "The file is a native program under the name of something harmless.",
          "Remove it.");
  private static final Weakness HIDDEN =
      new Weakness(
          "kind-hidden-content",
          "CWE-434",
          Level.HIGH,
          Level.MEDIUM,
          "The file is a script or an archive under the name of an image or a font.",
          "Give it the name of what it is.");
  private static final Weakness NO_TEXT =
      new Weakness(
          "kind-no-text",
          "CWE-434",
          Level.MEDIUM,
          Level.LOW,
          "The file has the name of a text, and is none.",
          "Give it the name of what it is.");
  private static final Weakness OTHER =
      new Weakness(
          "kind-mismatch",
          "CWE-434",
          Level.LOW,
          Level.LOW,
          "The file is not the image or font that its name says.",
          "Give it the name of what it is.");

  @Override
  public String id() {
    return "file-kinds";
  }

  @Override
  public String purpose() {
    return "Files that are not what their names say.";
  }

  @Override
  public List<Weakness> weaknesses() {
    return List.of(PROGRAM, HIDDEN, NO_TEXT, OTHER);
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new HeadScan((file, content) -> judge(file, content, findings));
  }

  private static void judge(ScannedFile file, Content content, ScanFindings findings) {
    var extension = file.extension();
    var isPicture = IMAGES.contains(extension) || FONTS.contains(extension);
    if (content == Content.EMPTY) {
      return;
    }
    if (isPicture) {
      judgePicture(file, content, findings);
    } else if (TEXTS.contains(extension)) {
      judgeText(file, content, findings);
    }
  }

  /** An icon may be a PNG, a font of one kind another: that deceives nobody. */
  private static void judgePicture(ScannedFile file, Content content, ScanFindings findings) {
    if (content.isProgram()) {
      findings.add(PROGRAM, file);
    } else if (content == Content.SCRIPT || content == Content.ARCHIVE) {
      findings.add(HIDDEN, file);
    } else if (content != Content.IMAGE && content != Content.FONT) {
      findings.add(OTHER, file);
    }
  }

  private static void judgeText(ScannedFile file, Content content, ScanFindings findings) {
    if (content.isProgram()) {
      findings.add(PROGRAM, file);
    } else if (content != Content.TEXT && content != Content.SCRIPT && !isText(content)) {
      findings.add(NO_TEXT, file);
    }
  }

  /** Letters that happen to begin like something else. */
  private static boolean isText(Content content) {
    return content == Content.IMAGE || content == Content.FONT || content == Content.DOCUMENT;
  }
}
