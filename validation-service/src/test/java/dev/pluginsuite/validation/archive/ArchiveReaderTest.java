package dev.pluginsuite.validation.archive;

import static dev.pluginsuite.validation.archive.ArchiveEntry.Kind.FILE;
import static dev.pluginsuite.validation.archive.ArchiveEntry.Kind.FOLDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.api.validation.SecurityFinding;
import dev.pluginsuite.validation.Mpk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class ArchiveReaderTest {
  private final ArchiveReader reader = new ArchiveReader(ArchiveLimits.DEFAULT);

  @Test
  void reads_names_sizes_the_manifest_and_the_hash_of_all_bytes() throws IOException {
    var bytes = Mpk.good().bytes();

    var reading = reader.read(new ByteArrayInputStream(bytes));

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.complete()).isTrue();
    assertThat(reading.sha256()).isEqualTo(Mpk.sha256(bytes));
    assertThat(reading.size()).isEqualTo(bytes.length);
    assertThat(reading.hasReadme()).isTrue();
    assertThat(reading.manifest()).matches(it -> it != null && it.problem() == null);
    assertThat(reading.entries())
        .contains(new ArchiveEntry("dist", FOLDER, 0), new ArchiveEntry("dist/index.js", FILE, 25));
  }

  @Test
  void reads_what_tar_makes_of_the_current_folder() throws IOException {
    var mpk = Mpk.empty().folder(".").file("./manifest.json", "{}").file("./README", "");

    var reading = reader.read(mpk.stream());

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.files()).containsExactlyInAnyOrder("manifest.json", "README");
  }

  @Test
  void reads_long_names_in_both_dialects() throws IOException {
    var name = "nested-folder-with-a-name/".repeat(10) + "länger.js";

    var posix = reader.read(Mpk.good().file(name, "x").stream());
    var gnu = reader.read(Mpk.good().withGnuLongNames().file(name, "x").stream());

    assertThat(posix.findings()).isEmpty();
    assertThat(gnu.findings()).isEmpty();
    assertThat(posix.files()).contains(name);
    assertThat(gnu.files()).contains(name);
  }

  @Test
  void a_link_is_refused_even_if_it_leads_to_a_file_in_the_package() throws IOException {
    var mpk = Mpk.good().symlink("dist/main.js", "./index.js").hardLink("main.js", "dist/index.js");

    var reading = reader.read(mpk.stream());

    assertThat(rules(reading)).containsExactly("archive-link", "archive-link");
    assertThat(reading.findings().get(0).remedy()).contains("Pack the file itself");
    assertThat(reading.files()).doesNotContain("main.js", "dist/main.js");
  }

  @Test
  void a_readme_or_manifest_below_the_top_does_not_count() throws IOException {
    var reading =
        reader.read(Mpk.empty().file("a/manifest.json", "{}").file("a/README", "x").stream());

    assertThat(reading.manifest()).isNull();
    assertThat(reading.hasReadme()).isFalse();
  }

  @Test
  void a_broken_connection_is_no_finding() {
    var broken = new SequenceInputStream(Mpk.good().stream(), new BrokenConnection());

    assertThatThrownBy(() -> reader.read(broken)).hasMessage("connection reset");
  }

  @Test
  void the_hash_is_of_all_bytes_even_if_reading_stops_early() throws IOException {
    var bytes = new byte[100_000];

    var reading = reader.read(new ByteArrayInputStream(bytes));

    assertThat(reading.complete()).isFalse();
    assertThat(reading.sha256()).isEqualTo(Mpk.sha256(bytes));
  }

  @Test
  void one_trick_does_not_hide_another() throws IOException {
    var mpk = Mpk.good().file("../x", "x").file("/y", "y").symlink("z", "/etc/passwd");

    var reading = reader.read(mpk.stream());

    assertThat(rules(reading))
        .containsExactly("archive-path-traversal", "archive-absolute-path", "archive-link");
  }

  @Test
  void wherever_a_package_is_cut_off_it_is_missing_its_end() throws IOException {
    var bytes = Mpk.good().bytes();

    for (var length = 0; length < bytes.length; length++) {
      var reading = reader.read(new ByteArrayInputStream(bytes, 0, length));

      assertThat(rules(reading)).as("%d bytes", length).containsExactly("archive-truncated");
      assertThat(reading.complete()).isFalse();
    }
  }

  @Test
  void what_is_larger_than_allowed_has_no_hash() throws IOException {
    var small = new ArchiveReader(new ArchiveLimits(64 * 1024, 4 << 20, 100, 50));

    var reading = small.read(withNoise().stream());

    assertThat(rules(reading)).containsExactly("archive-size");
    assertThat(reading.sha256()).isNull();
  }

  @Test
  void what_unpacks_to_more_than_allowed_is_hashed_to_its_end() throws IOException {
    var narrow = new ArchiveReader(new ArchiveLimits(1 << 20, 100 * 1024, 100, 50));
    var bytes = withNoise().bytes();

    var reading = narrow.read(new ByteArrayInputStream(bytes));

    assertThat(rules(reading)).containsExactly("archive-unpacked-size");
    assertThat(reading.sha256()).isEqualTo(Mpk.sha256(bytes));
  }

  private static Mpk withNoise() {
    var noise = new byte[200 * 1024];
    new Random(1).nextBytes(noise);
    return Mpk.good().entry("noise", TarConstants.LF_NORMAL, noise, it -> {});
  }

  private static List<String> rules(ArchiveReading reading) {
    return reading.findings().stream().map(SecurityFinding::ruleId).toList();
  }

  private static final class BrokenConnection extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }
}
