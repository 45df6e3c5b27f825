package dev.pluginsuite.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.api.version.VersionRange;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.local.site.DemoSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshSamplesTest {
  @TempDir Path home;

  @Test
  void each_run_has_versions_of_its_own_that_still_fit_each_other() throws IOException {
    var samples = FreshSamples.ofRun(7);

    assertThat(samples)
        .extracting(SamplePackage::version)
        .containsExactly("2.1.7", "1.6.7", "1.0.7");
    var needs = Api.parse(samples.get(2).manifest()).path("dependencies");
    for (var dependency : samples.subList(0, 2)) {
      var range = VersionRange.of(needs.path(dependency.pluginId()).asText());
      assertThat(range.contains(SemVer.of(dependency.version()))).isTrue();
    }
  }

  @Test
  void the_manifest_in_the_package_is_the_one_beside_it() throws IOException {
    var sample = FreshSamples.ofRun(3).get(0);

    try (var entries = FreshSamples.entries(sample.bytes())) {
      assertThat(entries.getNextEntry().getName()).isEqualTo("manifest.json");
      assertThat(entries.readAllBytes()).asString().isEqualTo(sample.manifest());
    }
  }

  @Test
  void a_site_with_one_byte_changed_is_noticed() throws Exception {
    var sample = FreshSamples.ofRun(0).get(0);
    var disk = new SiteDisk(new DemoSite("site-1", "Plant", 1, home));
    var folder =
        home.resolve("plugins/supplier-db").resolve(sample.version() + "-" + sample.checksum());
    unpack(sample, folder);

    assertThat(disk.compare(sample)).isGreaterThan(3);

    Files.writeString(folder.resolve("README.md"), "changed");
    assertThatThrownBy(() -> disk.compare(sample)).isInstanceOf(StepFailure.class);
  }

  private static void unpack(SamplePackage sample, Path folder) throws IOException {
    try (var tar = FreshSamples.entries(sample.bytes())) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        if (entry.isFile()) {
          Files.write(file, tar.readAllBytes());
        }
      }
    }
  }
}
