package dev.pluginsuite.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalPortsTest {
  @Test
  void usually_they_are_the_documented_ones() {
    var ports = LocalPorts.usual();

    assertThat(ports.gateway()).isEqualTo(3000);
    assertThat(ports.addresses().get(LocalService.HEALTH)).hasPort(8085);
    assertThat(ports.hosts()).containsExactly(8091, 8092);
  }

  @Test
  void from_a_base_all_are_different_and_in_a_row() {
    var ports = LocalPorts.from(24_000);

    assertThat(ports.gateway()).isEqualTo(24_000);
    assertThat(ports.addresses().get(LocalService.REGISTRY)).hasPort(24_001);
    assertThat(ports.addresses().get(LocalService.HEALTH)).hasPort(24_005);
    assertThat(ports.hosts()).containsExactly(24_006, 24_007);
    assertThat(ports.keycloak()).isEqualTo(24_010);
  }

  @Test
  void a_base_too_high_is_refused() {
    assertThatThrownBy(() -> LocalPorts.from(65_530)).hasMessageContaining("--port-base");
  }

  @Test
  void a_taken_port_is_named_with_its_owner() throws IOException {
    var base = baseOfFreePorts();
    try (var taken = new ServerSocket(base + 2, 1, InetAddress.getLoopbackAddress())) {
      var ports = LocalPorts.from(base);

      assertThatThrownBy(() -> ports.requireFree(true))
          .hasMessageContaining("Port %d (validation-service)".formatted(taken.getLocalPort()))
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void ports_of_servers_that_were_left_running_are_theirs() throws IOException {
    var base = baseOfFreePorts();
    try (var taken = new ServerSocket(base + 10, 1, InetAddress.getLoopbackAddress())) {
      var ports = LocalPorts.from(base);

      assertThatThrownBy(() -> ports.requireFree(true))
          .hasMessageContaining("Port %d (Keycloak".formatted(taken.getLocalPort()));
      assertThatCode(() -> ports.requireFree(false)).doesNotThrowAnyException();
    }
  }

  /** Below those that the system hands out, which other tests take at the same time. */
  private static int baseOfFreePorts() {
    return IntStream.iterate(21_000, base -> base < 32_000, base -> base + 50)
        .filter(LocalPortsTest::areFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean areFree(int base) {
    try {
      LocalPorts.from(base).requireFree(true);
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
