package dev.pluginsuite.contracts.requirement;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the suite was asked to do, against the tests that say they show it. */
public final class Requirements {
  private static final Pattern LINE = Pattern.compile("([A-Z]+-\\d+) (.+)");

  private static final String HEAD =
      """
      # Requirements

      What the suite was asked to do, and the tests that show it. Generated from `contracts/requirements.txt` and the tags of the tests; the
      build fails where a requirement has no test or a tag names no requirement. Written anew by `-Dcontracts=accept`
      ([contracts](../contracts/README.md)).
      """;

  private final Map<String, Requirement> asked = new LinkedHashMap<>();
  private final Map<String, List<TaggedTest>> shown = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();

  /**
   * @param list sections after a {@code #}, and lines of an id and a sentence
   */
  public Requirements(String list, List<TaggedTest> tests) {
    var section = "";
    for (var line : list.lines().filter(it -> !it.isBlank()).toList()) {
      var requirement = LINE.matcher(line);
      if (line.startsWith("# ")) {
        section = line.substring(2);
      } else if (requirement.matches()) {
        add(new Requirement(requirement.group(1), section, requirement.group(2)));
      } else {
        faults.add("No requirement: " + line);
      }
    }
    tests.forEach(it -> shown.computeIfAbsent(it.requirement(), id -> new ArrayList<>()).add(it));
  }

  private void add(Requirement it) {
    if (asked.put(it.id(), it) != null) {
      faults.add(it.id() + " is there twice");
    }
  }

  /** Requirements that no test shows, and tags that name none. */
  public List<String> faults() {
    var all = new ArrayList<>(faults);
    asked.values().stream()
        .filter(it -> !shown.containsKey(it.id()))
        .forEach(it -> all.add("No test shows %s: %s".formatted(it.id(), it.sentence())));
    shown.forEach(
        (id, tests) -> {
          if (!asked.containsKey(id)) {
            all.add("%s is tagged with %s, which is no requirement".formatted(tests.get(0), id));
          }
        });
    return all;
  }

  /** For readers. */
  public String page() {
    var page = new StringBuilder(HEAD);
    var section = "";
    for (var it : asked.values()) {
      if (!it.section().equals(section)) {
        section = it.section();
        page.append("\n## %s\n\n| id | asked for | shown by |\n|---|---|---|\n".formatted(section));
      }
      var tests = shown.getOrDefault(it.id(), List.of()).stream().map(TaggedTest::link).toList();
      page.append(
          "| %s | %s | %s |\n".formatted(it.id(), it.sentence(), String.join("<br>", tests)));
    }
    return page.toString();
  }
}
