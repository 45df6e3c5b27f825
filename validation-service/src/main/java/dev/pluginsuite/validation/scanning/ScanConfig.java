package dev.pluginsuite.validation.scanning;

import dev.pluginsuite.validation.antivirus.ClamdAddress;
import dev.pluginsuite.validation.scan.Switches;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What packages are searched for. The defaults are in application.properties. */
@ConfigMapping(prefix = "suite.scan")
interface ScanConfig {
  /** Rules beside, or instead of, those that come with the service. */
  Optional<Path> rulesFile();

  /** SHA-256 of packages and files that nobody wants to see again. */
  Optional<Path> blockedDigestsFile();

  /** Bytes of a file in which text is searched. */
  @WithDefault("8388608")
  int textLimit();

  /** How long the text of a package is searched, before the package is refused. */
  @WithDefault("PT2M")
  Duration textTime();

  /** Names of npm libraries that others may want to be taken for. */
  List<String> popularLibraries();

  /** By the check's id. */
  Map<String, SwitchConfig> checks();

  Clamd clamd();

  /** How much a check counts. */
  interface SwitchConfig {
    @WithDefault("true")
    boolean enabled();

    @WithDefault("true")
    boolean enforced();

    @WithDefault("false")
    boolean required();
  }

  /** The virus scanner; there is none without a host. */
  interface Clamd {
    Optional<String> host();

    @WithDefault("3310")
    int port();

    /** Of a file, as many bytes as clamd takes (its StreamMaxLength). */
    @WithDefault("26214400")
    long largest();

    @WithDefault("PT5S")
    Duration connectTimeout();

    /** For one file. */
    @WithDefault("PT60S")
    Duration answerTimeout();

    /** For all files of a package. */
    @WithDefault("PT5M")
    Duration deadline();

    default @Nullable ClamdAddress address() {
      return host()
          .map(
              it ->
                  new ClamdAddress(
                      it, port(), largest(), connectTimeout(), answerTimeout(), deadline()))
          .orElse(null);
    }
  }

  default Map<String, Switches> switches() {
    var switches = new TreeMap<String, Switches>();
    checks()
        .forEach(
            (id, it) -> switches.put(id, new Switches(it.enabled(), it.enforced(), it.required())));
    return switches;
  }
}
