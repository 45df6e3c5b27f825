package dev.pluginsuite.registry.egress;

import java.net.InetAddress;

/**
 * Where a permitted call goes: to this very address, so that no name server can change its mind.
 *
 * @param host the name for TLS and the Host header; a literal IPv6 address has no brackets
 * @param target path and query as they were written
 */
record Destination(boolean tls, String host, int port, InetAddress address, String target) {
  String authority() {
    var name = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return port == (tls ? 443 : 80) ? name : name + ":" + port;
  }
}
