package dev.pluginsuite.demohost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The process: {@code --port N --plugins DIR [--secrets DIR]}; port 0 takes a free one. */
public final class DemoHost implements AutoCloseable {
  private final PluginHost plugins;
  private final HostServer server;

  /**
   * @param secrets where the site agent keeps secret values; null if plugins get none
   */
  public DemoHost(int port, Path folder, @Nullable Path secrets) throws IOException {
    Files.createDirectories(folder);
    plugins = new PluginHost(folder, new SecretFiles(secrets));
    server = new HostServer(port, routes(plugins));
  }

  private static List<Route> routes(PluginHost plugins) {
    var pid = ProcessHandle.current().pid();
    return List.of(
        Route.get("/health", (none, body) -> new Views.Health("UP", pid)),
        Route.get("/stats", (none, body) -> new Views.StatsView(pid, plugins.stats())),
        Route.get(
            "/plugins",
            (none, body) ->
                new Views.PluginList(plugins.active().stream().map(Views.PluginView::of).toList())),
        Route.post(
            "/plugins/{}/activate",
            (pluginId, body) -> {
              var wanted = Activation.of(body);
              plugins.activate(pluginId, wanted);
              return new Views.Activated(pluginId, wanted.version(), true);
            }),
        Route.post(
            "/plugins/{}/deactivate",
            (pluginId, body) -> {
              plugins.deactivate(pluginId);
              return new Views.Deactivated(pluginId, false);
            }),
        Route.post(
            "/hooks/{}", (point, body) -> new Views.HookRun(point, plugins.run(point, body))));
  }

  public String url() {
    return "http://127.0.0.1:" + server.port();
  }

  @Override
  public void close() {
    server.close();
    plugins.close();
  }

  public static void main(String... args) throws IOException {
    var port = option(args, "--port");
    var folder = option(args, "--plugins");
    if (port == null || folder == null) {
      System.err.println("usage: demo-host --port N --plugins DIR [--secrets DIR]");
      System.exit(2);
      return;
    }
    var secrets = option(args, "--secrets");
    var host =
        new DemoHost(
            Integer.parseInt(port), Path.of(folder), secrets == null ? null : Path.of(secrets));
    Runtime.getRuntime().addShutdownHook(new Thread(host::close, "stop"));
    System.out.println("demo-host ready on " + host.url());
    System.out.flush();
  }

  private static @Nullable String option(String[] args, String name) {
    var at = Arrays.asList(args).indexOf(name);
    return at < 0 || at + 1 >= args.length ? null : args[at + 1];
  }
}
