package dev.pluginsuite.benchmarks;

import java.util.Locale;

/**
 * The figures of the validation benchmark as people read them.
 *
 * @param manifest milliseconds of each validation of a manifest alone
 * @param whole milliseconds of each validation of the package
 * @param floor milliseconds of each unpacking and hashing of the same bytes
 */
record ValidationPage(
    SamplePlugin plugin,
    Distribution manifest,
    Distribution whole,
    Distribution floor,
    HeapUse heap) {
  private static final double MIB = 1 << 20;

  /** MiB in use after a collection, at most with all garbage, and after another collection. */
  record HeapUse(double before, double most, double after) {}

  String text() {
    var manifests = new Table("manifest", "times", "p50 µs", "p90 µs", "p99 µs", "max µs");
    manifests.row(row("alone, %,d bytes".formatted(plugin.manifestBytes().length), manifest, 1e3));
    var packages =
        new Table("package", "times", "p50 ms", "p90 ms", "p99 ms", "max ms", "MiB/s at p50");
    packages.row(withSpeed("validated", whole)).row(withSpeed("unpacked and hashed", floor));
    return String.format(
        Locale.ROOT,
        """
        The pipeline in a process of its own, without the service around it: one thread, bytes in memory, after a warm-up. The
        package has %.1f MiB, %.1f MiB unpacked, in %d files; text mostly, each eighth a picture. Every file
        is scanned as shipped, by all checks but those that ask a database or another server. Beside it the floor: `GZIPInputStream` and
        SHA-256 over the same bytes, in turn with the validations, and nothing else.

        %s
        %s
        At the median a validation takes %.2f times the floor, at p99 %.2f times.

        Heap in MiB, the package's own %.0f included: %.1f before the validations, %.1f at most with all garbage in it, %.1f after
        %d of them.
        """,
        plugin.packed().length / MIB,
        plugin.unpackedBytes() / MIB,
        plugin.files(),
        manifests,
        packages,
        whole.median() / floor.median(),
        whole.percentile(99) / floor.percentile(99),
        plugin.packed().length / MIB,
        heap.before(),
        heap.most(),
        heap.after(),
        whole.count());
  }

  private String[] withSpeed(String what, Distribution millis) {
    var row = row(what, millis, 1);
    var speed = figure(plugin.packed().length / MIB / (millis.median() / 1000));
    return new String[] {row[0], row[1], row[2], row[3], row[4], row[5], speed};
  }

  private static String[] row(String what, Distribution millis, double factor) {
    return new String[] {
      what,
      String.valueOf(millis.count()),
      figure(millis.median() * factor),
      figure(millis.percentile(90) * factor),
      figure(millis.percentile(99) * factor),
      figure(millis.max() * factor)
    };
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
