package dev.pluginsuite.local;

import dev.pluginsuite.local.service.LocalService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which port is whose. */
record LocalPorts(
    int gateway,
    Map<LocalService, Integer> services,
    List<Integer> hosts,
    int postgres,
    int kafka,
    int keycloak) {
  private static final int COUNT = 11;
  private static final int BEFORE_SERVICES = 8080;

  static LocalPorts usual() {
    return new LocalPorts(
        3000, services(BEFORE_SERVICES), List.of(8091, 8092), 15432, 19092, 18080);
  }

  /** Eleven in a row. */
  static LocalPorts from(int base) {
    if (base < 1024 || base + COUNT > 65_536) {
      throw new IllegalArgumentException(
          "--port-base is a number from 1024 to %d.".formatted(65_536 - COUNT));
    }
    return new LocalPorts(
        base, services(base), List.of(base + 6, base + 7), base + 8, base + 9, base + 10);
  }

  private static Map<LocalService, Integer> services(int before) {
    var ports = new EnumMap<LocalService, Integer>(LocalService.class);
    for (var service : LocalService.values()) {
      ports.put(service, before + service.usualPort() - BEFORE_SERVICES);
    }
    return ports;
  }

  Map<LocalService, URI> addresses() {
    var addresses = new EnumMap<LocalService, URI>(LocalService.class);
    services.forEach(
        (service, port) -> addresses.put(service, URI.create("http://127.0.0.1:" + port)));
    return addresses;
  }

  /** Those of the infrastructure only if none of it was left running: then it has its own ports. */
  void requireFree(boolean alsoInfrastructure) throws IOException {
    var taken =
        owners(alsoInfrastructure).entrySet().stream()
            .filter(it -> !isFree(it.getKey()))
            .map(
                it ->
                    "Port %d (%s) is taken by another program."
                        .formatted(it.getKey(), it.getValue()))
            .toList();
    if (!taken.isEmpty()) {
      throw new IOException(
          String.join("\n", taken)
              + "\nStop it, or move the suite to other ports: deploy/local/up --port-base 24000");
    }
  }

  private Map<Integer, String> owners(boolean alsoInfrastructure) {
    var owners = new LinkedHashMap<Integer, String>();
    owners.put(gateway, "gateway");
    services.forEach((service, port) -> owners.put(port, service.fullName()));
    hosts.forEach(port -> owners.put(port, "MES of a demo site"));
    if (alsoInfrastructure) {
      owners.put(postgres, "PostgreSQL");
      owners.put(kafka, "Kafka");
      owners.put(keycloak, "Keycloak");
    }
    return owners;
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }
}
