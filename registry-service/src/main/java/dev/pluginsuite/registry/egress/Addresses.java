package dev.pluginsuite.registry.egress;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * What kind of address it is, by the registries of special-purpose addresses (RFC 6890). Java turns
 * an IPv4-mapped IPv6 address into the IPv4 address it means before it gets here.
 */
final class Addresses {
  /** Reachable from inside only, and on purpose. */
  private static final List<Network> PRIVATE =
      networks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7");

  /** Of cloud providers, at a private address. */
  private static final List<Network> METADATA = networks("fd00:ec2::254/128", "100.100.100.200/32");

  private static final List<Network> SPECIAL_4 =
      networks(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** All that is global unicast; mapped, compatible, NAT64, local and multicast are outside. */
  private static final Network GLOBAL_6 = Network.of("2000::/3");

  /** Teredo and other protocols, documentation, 6to4, documentation. */
  private static final List<Network> SPECIAL_6 =
      networks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private Addresses() {}

  static boolean isGlobal(InetAddress address) {
    return address instanceof Inet4Address
        ? !isIn(SPECIAL_4, address)
        : GLOBAL_6.contains(address) && !isIn(SPECIAL_6, address);
  }

  /**
   * Private on purpose, unlike loopback and link-local. The metadata of cloud providers is left
   * out: nobody lists a host in order to reach that.
   */
  static boolean isPrivate(InetAddress address) {
    return isIn(PRIVATE, address) && !isIn(METADATA, address);
  }

  static boolean isIn(List<Network> networks, InetAddress address) {
    return networks.stream().anyMatch(it -> it.contains(address));
  }

  static List<Network> networks(String... cidrs) {
    return Stream.of(cidrs).map(Network::of).toList();
  }
}
