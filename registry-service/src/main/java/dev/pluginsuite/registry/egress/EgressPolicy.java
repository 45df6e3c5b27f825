package dev.pluginsuite.registry.egress;

import dev.pluginsuite.registry.egress.EgressException.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether a URL may be called, and at which address: a name is looked up once, and one
 * address that may not be called forbids all of them.
 */
@ApplicationScoped
class EgressPolicy {
  private final Set<String> hosts;
  private final List<Network> networks;
  private final Set<Integer> ports;
  private final NameResolver resolver;

  @Inject
  EgressPolicy(EgressConfig config) {
    this(config, InetAddress::getAllByName);
  }

  EgressPolicy(EgressConfig config, NameResolver resolver) {
    this.hosts =
        config.allowedHosts().orElse(Set.of()).stream()
            .map(it -> it.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    this.networks = config.allowedNetworks().orElse(Set.of()).stream().map(Network::of).toList();
    this.ports = config.ports();
    this.resolver = resolver;
  }

  /** Blocks while the name is looked up. */
  Destination check(URI url) {
    var tls = isTls(url);
    requireNobody(url);
    var host = HostName.of(url);
    var port = url.getPort() < 0 ? (tls ? 443 : 80) : url.getPort();
    var addresses = addresses(host);
    var listed =
        hosts.contains(host) || Stream.of(addresses).allMatch(it -> Addresses.isIn(networks, it));
    if (!listed && !(tls && ports.contains(port))) {
      throw new EgressException(
          Kind.REFUSED, "Only https is called, at the ports %s.".formatted(ports));
    }
    if (!Stream.of(addresses).allMatch(it -> isAllowed(host, it))) {
      throw new EgressException(Kind.REFUSED, "%s is not a public server.".formatted(host));
    }
    return new Destination(tls, host, port, addresses[0], target(url));
  }

  private static boolean isTls(URI url) {
    var scheme = Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
    if (scheme.equals("https")) {
      return true;
    }
    if (scheme.equals("http")) {
      return false;
    }
    throw new EgressException(Kind.REFUSED, "Only https is called.");
  }

  private static void requireNobody(URI url) {
    if (url.getRawAuthority() != null && url.getRawAuthority().indexOf('@') >= 0) {
      throw new EgressException(Kind.REFUSED, "A URL must not name a user.");
    }
  }

  private InetAddress[] addresses(String host) {
    try {
      var addresses = resolver.resolve(host);
      // As a literal it would be an IPv4 address in disguise.
      if (addresses.length > 0
          && !(host.indexOf(':') >= 0 && addresses[0] instanceof Inet4Address)) {
        return addresses;
      }
      throw new EgressException(Kind.REFUSED, "%s is not a public server.".formatted(host));
    } catch (UnknownHostException e) {
      throw new EgressException(Kind.UNREACHABLE, "There is no host %s.".formatted(host));
    }
  }

  private boolean isAllowed(String host, InetAddress address) {
    return Addresses.isGlobal(address)
        || Addresses.isIn(networks, address)
        || (hosts.contains(host) && Addresses.isPrivate(address));
  }

  private static String target(URI url) {
    var path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
  }
}
