package dev.pluginsuite.validation.corpus;

import dev.pluginsuite.validation.pipeline.Report;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.rules.ShippedRules;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that has to be refused, and a program that validates each of them and prints the answers. */
public final class HostileCorpus {
  static final String ANSWER = "answer\t";

  private HostileCorpus() {}

  static List<HostileCase> all() {
    return Stream.of(
            NameCases.all(),
            EntryCases.all(),
            HeaderCases.all(),
            PackedCases.all(),
            EndCases.all(),
            ContentCases.all(),
            BombCases.all())
        .flatMap(it -> it)
        .toList();
  }

  /** A line for each case, and one for the most heap that was ever in use. */
  public static void main(String... args) throws IOException {
    var rules = ShippedRules.read();
    for (var each : all()) {
      try (var content = each.content().get()) {
        var report = new ValidationPipeline(each.limits()).validatePackage(content, rules);
        System.out.println(ANSWER + each.name() + "\t" + ids(report) + "\t" + messages(report));
      }
    }
    System.out.println("MiB of heap at most: " + mostHeap() / (1 << 20));
  }

  private static String ids(Report report) {
    return Stream.concat(
            report.errors().stream().map(it -> it.id()),
            report.securityFindings().stream().map(it -> it.ruleId()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }

  private static String messages(Report report) {
    return Stream.concat(
            report.errors().stream().map(it -> it.message()),
            report.securityFindings().stream().map(it -> it.message()))
        .collect(Collectors.joining(" "));
  }

  private static long mostHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(it -> it.getType() == MemoryType.HEAP)
        .mapToLong(it -> it.getPeakUsage().getUsed())
        .sum();
  }
}
