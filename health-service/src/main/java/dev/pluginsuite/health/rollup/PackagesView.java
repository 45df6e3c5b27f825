package dev.pluginsuite.health.rollup;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What ran in a time, one after the other, each with its health: before and after an upgrade.
 *
 * @param packages that which came first is first
 */
record PackagesView(Instant from, Instant to, List<OnePackage> packages) {

  static PackagesView of(Span span, Map<RollupKey, Rollup> rollups) {
    var packages =
        rollups.entrySet().stream()
            .collect(Collectors.groupingBy(it -> it.getKey().packageId()))
            .entrySet()
            .stream()
            .map(it -> OnePackage.of(it.getKey(), it.getValue()))
            .sorted(Comparator.comparing(OnePackage::firstAt).thenComparing(OnePackage::packageId))
            .toList();
    return new PackagesView(span.from(), span.to(), packages);
  }

  /**
   * @param firstAt start of the first time with a sample of it
   * @param errorsPerSample comparable where executions are not counted
   */
  record OnePackage(
      UUID packageId,
      Instant firstAt,
      Instant lastAt,
      @Nullable Double errorsPerSample,
      RollupView health) {

    private static OnePackage of(UUID id, List<Map.Entry<RollupKey, Rollup>> rollups) {
      var sum = new Rollup();
      rollups.forEach(it -> sum.add(it.getValue()));
      var times = rollups.stream().map(it -> it.getKey().bucket().startsAt()).sorted().toList();
      return new OnePackage(
          id,
          Objects.requireNonNull(times.get(0)),
          Objects.requireNonNull(times.get(times.size() - 1)),
          sum.samples() == 0 ? null : (double) sum.errors() / sum.samples(),
          sum.view());
    }
  }
}
