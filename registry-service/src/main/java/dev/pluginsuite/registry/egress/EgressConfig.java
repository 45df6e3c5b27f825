package dev.pluginsuite.registry.egress;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Whom this service may call on somebody's word. */
@ConfigMapping(prefix = "suite.egress")
interface EgressConfig {
  /**
   * Names that may have private addresses (RFC 1918, RFC 4193, RFC 6598), any port and plain http.
   */
  Optional<Set<String>> allowedHosts();

  /** Networks (CIDR) whose addresses may be called whatever they are, at any port, by http too. */
  Optional<Set<String>> allowedNetworks();

  /** The ports of everybody else. */
  Set<Integer> ports();

  /** How long a connection may take to come about, its TLS handshake apart. */
  Duration connectTimeout();

  /** A PEM file of authorities to trust instead of those of the Java runtime. */
  Optional<Path> trustedCertificates();
}
