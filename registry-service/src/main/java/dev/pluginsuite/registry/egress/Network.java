package dev.pluginsuite.registry.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3).
 *
 * @param length of the prefix, in bits
 */
record Network(InetAddress prefix, int length) {

  static Network of(String cidr) {
    var slash = cidr.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("Not a network, there is no prefix length: " + cidr);
    }
    var prefix = literal(cidr.substring(0, slash));
    var length = Integer.parseInt(cidr.substring(slash + 1));
    if (length < 0 || length > prefix.getAddress().length * 8) {
      throw new IllegalArgumentException("Not a network, the prefix has a wrong length: " + cidr);
    }
    return new Network(prefix, length);
  }

  /** Never asks a name server: what is no literal is no network. */
  private static InetAddress literal(String text) {
    if (!text.matches("[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*")) {
      throw new IllegalArgumentException("Not an address: " + text);
    }
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not an address: " + text, e);
    }
  }

  boolean contains(InetAddress address) {
    var mine = prefix.getAddress();
    var other = address.getAddress();
    if (mine.length != other.length) {
      return false;
    }
    var bytes = length / 8;
    for (int i = 0; i < bytes; i++) {
      if (mine[i] != other[i]) {
        return false;
      }
    }
    var mask = 0xff << (8 - length % 8) & 0xff;
    return mask == 0 || (mine[bytes] & mask) == (other[bytes] & mask);
  }
}
