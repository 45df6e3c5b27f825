package dev.pluginsuite.validation.scanning;

import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scan.ScanCheck;
import dev.pluginsuite.validation.scancheck.BlockedDigests;
import dev.pluginsuite.validation.scanrule.ScanRules;
import java.util.List;
import java.util.Map;

/** The scan as the service has it when nothing is configured, without what needs a database. */
public final class ShippedScan {
  private static final int TEXT_LIMIT = 8 << 20;

  private ShippedScan() {}

  public static CodeScanner scanner() {
    return scanner(BlockedDigests.none());
  }

  public static CodeScanner scanner(BlockedDigests blocked) {
    return with(Scans.of(ScanRules.shipped(), blocked));
  }

  public static CodeScanner with(List<ScanCheck> checks) {
    return new CodeScanner(checks, Map.of(), TEXT_LIMIT);
  }
}
