package dev.pluginsuite.local.gateway;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code --host H --port N --routes FILE|classpath --backend NAME=URL …}; a name may come again.
 */
record Arguments(String host, int port, String routes, Map<String, List<URI>> backends) {
  private static final String USAGE =
      "usage: gateway [--host 127.0.0.1] [--port 3000] [--routes FILE|classpath] --backend NAME=http://HOST:PORT ...";

  static Arguments parse(String... args) {
    var options = new HashMap<String, String>();
    var backends = new HashMap<String, List<URI>>();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException(args[i] + " lacks its value; " + USAGE);
      }
      switch (args[i]) {
        case "--host", "--port", "--routes" -> options.put(args[i], args[i + 1]);
        case "--backend" -> add(args[i + 1], backends);
        default -> throw new IllegalArgumentException("Unknown " + args[i] + "; " + USAGE);
      }
    }
    return new Arguments(
        options.getOrDefault("--host", "127.0.0.1"),
        Integer.parseInt(options.getOrDefault("--port", "3000")),
        options.getOrDefault("--routes", "classpath"),
        backends);
  }

  private static void add(String backend, Map<String, List<URI>> backends) {
    var equals = backend.indexOf('=');
    var address = URI.create(backend.substring(equals + 1));
    if (equals < 1 || address.getHost() == null || address.getPort() < 0) {
      throw new IllegalArgumentException("Not NAME=http://HOST:PORT: " + backend);
    }
    backends.computeIfAbsent(backend.substring(0, equals), it -> new ArrayList<>()).add(address);
  }
}
