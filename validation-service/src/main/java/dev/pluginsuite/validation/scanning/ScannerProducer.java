package dev.pluginsuite.validation.scanning;

import dev.pluginsuite.validation.antivirus.AntivirusCheck;
import dev.pluginsuite.validation.osv.KnownVulnerabilities;
import dev.pluginsuite.validation.osv.VulnerableLibrariesCheck;
import dev.pluginsuite.validation.scan.CodeScanner;
import dev.pluginsuite.validation.scancheck.BlockedDigests;
import dev.pluginsuite.validation.scancheck.KnownPlugins;
import dev.pluginsuite.validation.scancheck.NameSquattingCheck;
import dev.pluginsuite.validation.scanrule.ScanRules;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;

/** The scanner itself knows of no framework. */
class ScannerProducer {
  @Produces
  @Singleton
  CodeScanner scanner(
      ScanConfig config, KnownPlugins plugins, KnownVulnerabilities vulnerabilities) {
    var shipped = ScanRules.shipped();
    var rules = config.rulesFile().map(shipped::with).orElse(shipped);
    var blocked =
        config.blockedDigestsFile().map(BlockedDigests::read).orElseGet(BlockedDigests::none);
    var checks = new ArrayList<>(Scans.of(rules, blocked));
    checks.add(new NameSquattingCheck(plugins, config.popularLibraries()));
    checks.add(new VulnerableLibrariesCheck(vulnerabilities));
    checks.add(new AntivirusCheck(config.clamd().address()));
    return new CodeScanner(checks, config.switches(), config.textLimit(), config.textTime());
  }

  /** Rules that cannot be read are told when the service starts, not with the first package. */
  void start(@Observes StartupEvent event, CodeScanner scanner) {
    scanner.begin().close();
  }
}
