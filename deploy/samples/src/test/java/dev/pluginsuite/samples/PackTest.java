package dev.pluginsuite.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackTest {
  private static final Path SAMPLES = Path.of("");

  @TempDir Path temp;

  @Test
  void packing_twice_gives_the_same_bytes() throws Exception {
    Pack.main(SAMPLES.toString(), temp.resolve("one").toString(), temp.resolve("two").toString());
    Pack.main(SAMPLES.toString(), temp.resolve("three").toString());

    assertThat(files(temp.resolve("one"))).hasSize(5);
    for (var file : files(temp.resolve("one"))) {
      assertThat(temp.resolve("three").resolve(file))
          .hasSameBinaryContentAs(temp.resolve("one").resolve(file));
      assertThat(temp.resolve("two").resolve(file))
          .hasSameBinaryContentAs(temp.resolve("one").resolve(file));
    }
  }

  @Test
  void the_sums_are_those_of_the_packages() throws Exception {
    Pack.main(SAMPLES.toString(), temp.toString());

    var lines = Files.readAllLines(temp.resolve("SHA256SUMS"));

    assertThat(lines).hasSize(4).doesNotHaveDuplicates();
    for (var line : lines) {
      var parts = line.split("  ", -1);
      assertThat(Sha256.of(Files.readAllBytes(temp.resolve(parts[1])))).isEqualTo(parts[0]);
    }
  }

  @Test
  void a_package_holds_manifest_readme_and_sources_but_no_tests() throws Exception {
    var bytes = Pack.pack(SAMPLES.resolve("supplier-db/2.1.0"));

    var entries = entries(bytes);

    assertThat(entries.stream().map(TarArchiveEntry::getName))
        .containsExactly(
            "manifest.json", "README.md", "data/examples.json", "src/index.js", "src/store.js");
    assertThat(entries)
        .allSatisfy(
            entry -> {
              assertThat(entry.getMode()).isEqualTo(0644);
              assertThat(entry.getLongUserId()).isZero();
              assertThat(entry.getLongGroupId()).isZero();
              assertThat(entry.getUserName()).isEmpty();
              assertThat(entry.getLastModifiedTime().toMillis()).isZero();
            });
  }

  static List<TarArchiveEntry> entries(byte[] mpk) throws IOException {
    var entries = new ArrayList<TarArchiveEntry>();
    try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(mpk)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static List<String> files(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
