package dev.pluginsuite.validation.scanrule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All rules: those that come with the service, and what an operator makes of them. */
public final class ScanRules {
  private static final String SHIPPED = "/scan-rules.yaml";

  private final Map<String, ScanRule> byId;

  private ScanRules(Map<String, ScanRule> byId) {
    this.byId = byId;
  }

  public static ScanRules shipped() {
    try (var in = ScanRules.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("No " + SHIPPED);
      }
      return new ScanRules(Map.of()).with(RulesFile.read(in, SHIPPED), SHIPPED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * With the rules of a file, which replace those of the same id.
   *
   * @throws InvalidRules if the file cannot be read, or is not as it should be
   */
  public ScanRules with(Path file) {
    try (var in = Files.newInputStream(file)) {
      return with(RulesFile.read(in, file.toString()), file.toString());
    } catch (IOException e) {
      throw new InvalidRules("The rules file %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /**
   * @throws InvalidRules if a rule belongs to no such check
   */
  public ScanRules onlyFor(Set<String> checks) {
    byId.values().stream()
        .filter(it -> !checks.contains(it.check()))
        .forEach(
            it -> {
              throw new InvalidRules(
                  "Rule %s belongs to %s, but rules can belong to %s."
                      .formatted(it.weakness().id(), it.check(), new TreeSet<>(checks)),
                  null);
            });
    return this;
  }

  public List<ScanRule> of(String check) {
    return byId.values().stream().filter(it -> it.check().equals(check)).toList();
  }

  public Collection<ScanRule> all() {
    return byId.values();
  }

  private ScanRules with(RulesFile file, String source) {
    var rules = new LinkedHashMap<>(byId);
    for (var id : file.removed()) {
      if (rules.remove(id) == null) {
        throw new InvalidRules("%s removes %s, which is no rule.".formatted(source, id), null);
      }
    }
    var own = new TreeSet<String>();
    for (var rule : file.all(source)) {
      if (!own.add(rule.weakness().id())) {
        throw new InvalidRules(
            "%s has rule %s twice.".formatted(source, rule.weakness().id()), null);
      }
      rules.put(rule.weakness().id(), rule);
    }
    return new ScanRules(rules);
  }
}
