package dev.pluginsuite.local.journey;

import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What is unpacked at a site, compared with what is in a package. */
final class SiteDisk {
  private final DemoSite site;

  SiteDisk(DemoSite site) {
    this.site = site;
  }

  /** How many files there are, each equal to the package's and none besides. */
  int compare(SamplePackage sample) throws IOException, StepFailure {
    var wanted = inPackage(sample);
    var found = inFolder(folder(sample));
    StepFailure.unless(
        found.equals(wanted),
        "%s has %s for %s, the package has %s"
            .formatted(site.id(), found, sample.pluginId(), wanted));
    return found.size();
  }

  private Path folder(SamplePackage sample) {
    return site.plugins()
        .resolve(sample.pluginId())
        .resolve(sample.version() + "-" + sample.checksum());
  }

  private static Map<String, String> inPackage(SamplePackage sample) throws IOException {
    var files = new TreeMap<String, String>();
    try (var tar = FreshSamples.entries(sample.bytes())) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isFile()) {
          files.put(entry.getName(), SamplePackage.sha256(tar.readAllBytes()));
        }
      }
    }
    return files;
  }

  private static Map<String, String> inFolder(Path folder) throws IOException {
    var files = new TreeMap<String, String>();
    try (var paths = Files.walk(folder)) {
      for (var file : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString(), SamplePackage.sha256(Files.readAllBytes(file)));
      }
    }
    return files;
  }
}
