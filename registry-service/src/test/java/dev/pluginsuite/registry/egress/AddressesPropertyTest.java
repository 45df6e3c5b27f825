package dev.pluginsuite.registry.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressesPropertyTest {
  private static final String SEED = "20261122";

  @Property(seed = SEED)
  void a_block_holds_exactly_what_begins_like_it(
      @ForAll int prefix, @ForAll int other, @ForAll @IntRange(max = 32) int length) {
    var mask = length == 0 ? 0 : -1 << (32 - length);
    var network = new Network(address(prefix), length);

    assertThat(network.contains(address(other))).isEqualTo((prefix & mask) == (other & mask));
    assertThat(network.contains(address((prefix & mask) | (other & ~mask)))).isTrue();
  }

  @Property(seed = SEED)
  void what_java_itself_calls_local_is_never_global(@ForAll @Size(16) byte[] bytes) {
    var six = address(bytes);
    var four = address(new byte[] {bytes[0], bytes[1], bytes[2], bytes[3]});

    assertThat(Addresses.isGlobal(six) && isLocal(six)).isFalse();
    assertThat(Addresses.isGlobal(four) && isLocal(four)).isFalse();
  }

  @Property(seed = SEED)
  void whatever_carries_an_ipv4_address_inside_is_never_global(@ForAll int four) {
    var text = address(four).getHostAddress();

    assertThat(Addresses.isGlobal(six("::" + text))).isFalse();
    assertThat(Addresses.isGlobal(six("64:ff9b::" + text))).isFalse();
    assertThat(Addresses.isGlobal(six("2002:%x:%x::1".formatted(four >>> 16, four & 0xffff))))
        .isFalse();
    assertThat(Addresses.isGlobal(six("2001:0:%x:%x::1".formatted(four >>> 16, four & 0xffff))))
        .isFalse();
    assertThat(Addresses.isGlobal(six("::ffff:" + text)))
        .isEqualTo(Addresses.isGlobal(address(four)));
  }

  private static boolean isLocal(InetAddress it) {
    return it.isLoopbackAddress()
        || it.isAnyLocalAddress()
        || it.isLinkLocalAddress()
        || it.isSiteLocalAddress()
        || it.isMulticastAddress();
  }

  private static InetAddress address(int four) {
    return address(
        new byte[] {(byte) (four >> 24), (byte) (four >> 16), (byte) (four >> 8), (byte) four});
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static InetAddress six(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
