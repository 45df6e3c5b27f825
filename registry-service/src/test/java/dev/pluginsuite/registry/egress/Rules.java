package dev.pluginsuite.registry.egress;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A configuration as an operator may have written it. */
record Rules(
    Optional<Set<String>> allowedHosts,
    Optional<Set<String>> allowedNetworks,
    Set<Integer> ports,
    Duration connectTimeout,
    Optional<Path> trustedCertificates)
    implements EgressConfig {

  static Rules strict() {
    return new Rules(
        Optional.empty(), Optional.empty(), Set.of(443), Duration.ofSeconds(5), Optional.empty());
  }

  Rules hosts(String... names) {
    return new Rules(
        Optional.of(Set.of(names)), allowedNetworks, ports, connectTimeout, trustedCertificates);
  }

  Rules networks(String... cidrs) {
    return new Rules(
        allowedHosts, Optional.of(Set.of(cidrs)), ports, connectTimeout, trustedCertificates);
  }

  Rules trusting(Path pem) {
    return new Rules(allowedHosts, allowedNetworks, ports, connectTimeout, Optional.of(pem));
  }
}
