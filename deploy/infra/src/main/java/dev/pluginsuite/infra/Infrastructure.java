package dev.pluginsuite.infra;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the suite runs on: the servers that were asked for, started together and stopped together.
 */
public final class Infrastructure implements AutoCloseable {
  /** In the order in which they are stopped last to first. */
  public enum Part {
    POSTGRES("PostgreSQL", 150),
    KAFKA("Kafka", 400),
    KEYCLOAK("Keycloak", 600);

    private final String title;
    private final int megabytes;

    Part(String title, int megabytes) {
      this.title = title;
      this.megabytes = megabytes;
    }

    String title() {
      return title;
    }

    int megabytes() {
      return megabytes;
    }

    /** In names of files and folders. */
    String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Workspace workspace;
  private final NavigableMap<Part, Server> servers = new ConcurrentSkipListMap<>();
  private final Thread closeAtExit = new Thread(this::close, "infrastructure-close");
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable Thread starter;

  private Infrastructure(Workspace workspace) {
    this.workspace = workspace;
  }

  public static Builder with(Part... parts) {
    return new Builder(Set.copyOf(List.of(parts)));
  }

  /** Starts what was asked for, in parallel. */
  public static final class Builder {
    private final Set<Part> parts;
    private final Map<Part, Integer> ports = new EnumMap<>(Part.class);
    private @Nullable Path state;
    private @Nullable Boolean durable;
    private int kafkaBrokers = Servers.KAFKA_BROKERS;
    private Consumer<String> progress = line -> {};

    private Builder(Set<Part> parts) {
      this.parts = parts;
    }

    /** Where rows, messages and passwords stay; without it they go at close. */
    public Builder state(Path folder) {
      state = folder;
      return this;
    }

    /** Port 0, the default, stands for any free one. */
    public Builder ports(int postgres, int kafka, int keycloak) {
      ports.put(Part.POSTGRES, postgres);
      ports.put(Part.KAFKA, kafka);
      ports.put(Part.KEYCLOAK, keycloak);
      return this;
    }

    /** Whether rows survive a power cut; by default if they survive {@link #close} at all. */
    public Builder durable(boolean wanted) {
      durable = wanted;
      return this;
    }

    /** By default one, or as many as {@code PLUGIN_SUITE_KAFKA_BROKERS} says. */
    Builder kafkaBrokers(int count) {
      kafkaBrokers = count;
      return this;
    }

    /** Hears a line for each step that people may want to follow. */
    public Builder progress(Consumer<String> listener) {
      progress = listener;
      return this;
    }

    public Infrastructure start() {
      try {
        var workspace =
            state == null ? Workspace.temporary(progress) : Workspace.at(state, progress);
        var infrastructure = new Infrastructure(workspace);
        infrastructure.startAll(this);
        return infrastructure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while the infrastructure started", e);
      }
    }

    private Map<Part, Server> servers(Workspace workspace) {
      var kind = Servers.wanted(workspace);
      boolean survives = durable == null ? state != null : durable;
      var servers = new EnumMap<Part, Server>(Part.class);
      for (var part : parts) {
        var wish = new Servers.Wish(ports.getOrDefault(part, 0), survives, kafkaBrokers);
        servers.put(part, kind.make(part, workspace, wish));
      }
      return servers;
    }
  }

  private void startAll(Builder builder) throws InterruptedException {
    starter = Thread.currentThread();
    Runtime.getRuntime().addShutdownHook(closeAtExit);
    try {
      servers.putAll(builder.servers(workspace));
      Parallel.start(List.copyOf(servers.values()));
    } catch (InterruptedException | RuntimeException e) {
      close();
      throw e;
    } finally {
      starter = null;
    }
  }

  public Postgres postgres() {
    return (Postgres) server(Part.POSTGRES);
  }

  public Kafka kafka() {
    return (Kafka) server(Part.KAFKA);
  }

  public Keycloak keycloak() {
    return (Keycloak) server(Part.KEYCLOAK);
  }

  /** On the ports it had, with the state it had. */
  public void start(Part part) {
    try {
      server(part).start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while " + part.title() + " started", e);
    }
  }

  public void stop(Part part) {
    server(part).stop();
  }

  /** Ends it at once with SIGKILL. */
  public void kill(Part part) {
    server(part).kill();
  }

  public void restart(Part part) {
    stop(part);
    start(part);
  }

  private Server server(Part part) {
    if (closed.get()) {
      throw new IllegalStateException("The infrastructure is closed.");
    }
    var server = servers.get(part);
    if (server == null) {
      throw new IllegalStateException(part.title() + " was not asked for: with(Part...).");
    }
    return server;
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    giveUpStarting();
    servers.descendingMap().values().forEach(Server::close);
    workspace.close();
    forgetHook();
  }

  /** The JVM may be told to end while the servers still start. */
  private void giveUpStarting() {
    var thread = starter;
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
    }
  }

  private void forgetHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(closeAtExit);
    } catch (IllegalStateException alreadyExiting) {
      // Then the hook has run or finds nothing left to do.
    }
  }
}
