package dev.pluginsuite.validation.scanrule;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.pluginsuite.api.validation.SecurityFinding.Level;
import dev.pluginsuite.validation.scan.FileKind;
import dev.pluginsuite.validation.scan.Weakness;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file with rules (YAML). It is read strictly: a rule with a slip of the pen would find nothing,
 * and nobody would know.
 *
 * @param remove ids of rules of the file before that are not wanted
 */
record RulesFile(@Nullable List<Entry> rules, @Nullable Set<String> remove) {
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
  private static final Pattern CWE = Pattern.compile("CWE-[0-9]{1,5}");
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /** A rule as it is written. */
  record Entry(
      @Nullable String id,
      @Nullable String check,
      @Nullable String cwe,
      @Nullable Level severity,
      @Nullable Level librarySeverity,
      @Nullable List<String> keywords,
      @Nullable String pattern,
      @Nullable String except,
      @Nullable Set<FileKind> fileKinds,
      double minEntropy,
      boolean countsInComments,
      @Nullable String message,
      @Nullable String remedy) {

    ScanRule rule(String source) {
      var where = "Rule %s in %s ".formatted(id, source);
      demand(id != null && ID.matches(id), where + "needs an id in kebab-case.");
      demand(cwe == null || CWE.matches(cwe), where + "has a cwe that is not like CWE-798.");
      demand(
          keywords != null
              && !keywords.isEmpty()
              && keywords.stream().allMatch(it -> it.getBytes(UTF_8).length > 1),
          where + "needs keywords of two bytes or more, of which every match holds one.");
      demand(minEntropy >= 0 && minEntropy <= 8, where + "has a minEntropy beyond 0 to 8.");
      var gravest = given(severity, where + "needs a severity.");
      return new ScanRule(
          new Weakness(
              given(id, where),
              cwe,
              gravest,
              librarySeverity == null ? gravest : librarySeverity,
              given(message, where + "needs a message."),
              given(remedy, where + "needs a remedy.")),
          given(check, where + "needs the check that it belongs to."),
          List.copyOf(given(keywords, where)),
          compiled(given(pattern, where + "needs a pattern."), where),
          except == null ? null : compiled(except, where),
          Set.copyOf(given(fileKinds, where + "needs fileKinds.")),
          minEntropy,
          countsInComments);
    }
  }

  /**
   * @throws InvalidRules if the file is not as it should be
   */
  static RulesFile read(InputStream in, String source) throws IOException {
    try {
      var file = YAML.readValue(in, RulesFile.class);
      if (file == null) {
        throw new InvalidRules(source + " is empty.", null);
      }
      return file;
    } catch (JsonProcessingException e) {
      throw new InvalidRules("%s cannot be read: %s".formatted(source, e.getOriginalMessage()), e);
    }
  }

  List<ScanRule> all(String source) {
    return rules == null ? List.of() : rules.stream().map(it -> it.rule(source)).toList();
  }

  Set<String> removed() {
    return remove == null ? Set.of() : remove;
  }

  private static Pattern compiled(String pattern, String where) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new InvalidRules(where + "has no RE2 pattern: " + e.getMessage(), e);
    }
  }

  private static <T> T given(@Nullable T value, String complaint) {
    if (value == null) {
      throw new InvalidRules(complaint, null);
    }
    return value;
  }

  private static void demand(boolean isMet, String complaint) {
    if (!isMet) {
      throw new InvalidRules(complaint, null);
    }
  }
}
