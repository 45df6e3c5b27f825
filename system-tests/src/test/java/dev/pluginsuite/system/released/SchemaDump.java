package dev.pluginsuite.system.released;

import java.util.List;
import java.util.Map;

/**
 * A service's schema at the time of the dump. What its tables look like, the migrations up to that
 * time tell, which never change: their checksums are kept.
 *
 * @param migrations version to checksum, in the order in which they were applied
 * @param tables name to the columns that are written, quoted
 * @param partitions name to what makes it one: {@code partition of … for values …}
 * @param sequences name to the last value that was drawn
 */
record SchemaDump(
    Map<String, Integer> migrations,
    Map<String, List<String>> tables,
    Map<String, String> partitions,
    Map<String, Long> sequences) {
  String version() {
    return migrations.keySet().stream().reduce("", (before, last) -> last);
  }
}
