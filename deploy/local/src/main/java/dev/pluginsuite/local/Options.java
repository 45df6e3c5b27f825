package dev.pluginsuite.local;

import dev.pluginsuite.local.service.LocalService;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the launcher was asked for; {@code usage.txt} explains it. */
record Options(
    Path root,
    Path state,
    LocalPorts ports,
    Set<LocalService> services,
    boolean journey,
    boolean once) {

  static Options parse(String... args) {
    var builder = new Builder();
    var words = List.of(args).iterator();
    while (words.hasNext()) {
      var option = words.next();
      switch (option) {
        case "--once" -> builder.once = true;
        case "--no-journey" -> builder.journey = false;
        case "--without", "--state", "--port-base", "--root" -> {
          if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " lacks its value.");
          }
          builder.set(option, words.next());
        }
        default -> throw new IllegalArgumentException("Unknown option " + option + ".");
      }
    }
    return builder.build();
  }

  /** Whether no service was left out. */
  boolean isWhole() {
    return services.size() == LocalService.values().length;
  }

  private static final class Builder {
    private Path root = Path.of("");
    private Path state = Path.of("deploy/local/state");
    private LocalPorts ports = LocalPorts.usual();
    private final Set<LocalService> services = EnumSet.allOf(LocalService.class);
    private boolean journey = true;
    private boolean once;

    void set(String option, String value) {
      switch (option) {
        case "--root" -> root = Path.of(value);
        case "--state" -> state = Path.of(value);
        case "--port-base" -> ports = LocalPorts.from(Integer.parseInt(value));
        default -> services.remove(service(value));
      }
    }

    private static LocalService service(String name) {
      return Arrays.stream(LocalService.values())
          .filter(it -> it.shortName().equals(name) || it.fullName().equals(name))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "No service is called %s, only %s."
                          .formatted(
                              name,
                              Arrays.toString(LocalService.values()).toLowerCase(Locale.ROOT))));
    }

    Options build() {
      return new Options(
          root.toAbsolutePath().normalize(),
          state.toAbsolutePath().normalize(),
          ports,
          Set.copyOf(services),
          journey,
          once);
    }
  }
}
