package dev.pluginsuite.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = LocalPorts.from(taken.getLocalPort() - 2);

      assertThatThrownBy(() -> ports.requireFree(true))
          .hasMessageContaining("Port %d (validation-service)".formatted(taken.getLocalPort()))
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void ports_of_servers_that_were_left_running_are_theirs() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = LocalPorts.from(taken.getLocalPort() - 10);

      assertThatThrownBy(() -> ports.requireFree(true)).hasMessageContaining("Keycloak");
      assertThatCode(() -> ports.requireFree(false)).doesNotThrowAnyException();
    }
  }
}
