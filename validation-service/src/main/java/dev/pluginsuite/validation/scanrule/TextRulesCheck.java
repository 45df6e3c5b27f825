package dev.pluginsuite.validation.scanrule;

import dev.pluginsuite.validation.scan.Keywords;
import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scan.ScanFindings;
import dev.pluginsuite.validation.scan.ScannedFile;
import dev.pluginsuite.validation.scan.TextWindow;
import dev.pluginsuite.validation.scan.Weakness;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for text that rules describe. */
public final class TextRulesCheck implements ScanCheck {
  private final String id;
  private final String purpose;
  private final List<ScanRule> rules;
  private final Keywords keywords;

  public TextRulesCheck(String id, String purpose, ScanRules rules) {
    this.id = id;
    this.purpose = purpose;
    this.rules = rules.of(id);
    this.keywords = new Keywords(this.rules.stream().map(ScanRule::keywords).toList());
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String purpose() {
    return purpose;
  }

  @Override
  public List<Weakness> weaknesses() {
    return rules.stream().map(ScanRule::weakness).toList();
  }

  @Override
  public List<String> keywords() {
    return rules.stream().flatMap(it -> it.keywords().stream()).toList();
  }

  @Override
  public PackageScan begin(ScanFindings findings) {
    return new Search(findings);
  }

  private final class Search implements PackageScan {
    private final ScanFindings findings;
    private final Map<Integer, Integer> lastLines = new HashMap<>();
    private ScannedFile file = ScannedFile.of("", 0);

    private Search(ScanFindings findings) {
      this.findings = findings;
    }

    @Override
    public void fileBegins(ScannedFile begun) {
      file = begun;
      lastLines.clear();
    }

    @Override
    public void line(TextWindow window) {
      var candidates = keywords.in(window.bytes(), window.length());
      for (var i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
        tryRule(i, window);
      }
    }

    /** Pieces of a long line overlap: a line is said once for each rule. */
    private void tryRule(int index, TextWindow window) {
      var rule = rules.get(index);
      var isNew = lastLines.getOrDefault(index, 0) != window.line();
      if (isNew && rule.fileKinds().contains(file.kind())) {
        var text = window.text();
        if (rule.hasKeywordIn(text) && rule.isIn(text)) {
          lastLines.put(index, window.line());
          findings.add(weighed(rule, window, text), file.path(), window.line());
        }
      }
    }

    private Weakness weighed(ScanRule rule, TextWindow window, String text) {
      var isMinified = window.isLong() || file.isMinified();
      var isMentioned = !rule.countsInComments() && Comments.isOne(text, file.kind());
      return isMinified || isMentioned ? rule.weakness().lighter() : rule.weakness();
    }
  }
}
