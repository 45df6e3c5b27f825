package dev.pluginsuite.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.agent.reconcile.Archive;
import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.reconcile.Journal;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.api.installation.SiteReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
  private static final Release APP = Release.of(Documents.active("app", "1.0.0-rc.1+build-5"));

  private static final Release NEWER = Release.of(Documents.active("app", "2.0.0"));

  @TempDir Path home;

  @Test
  void a_release_is_there_after_it_was_unpacked() throws IOException {
    var disk = new FileDisk(home);

    disk.unpack(APP, archive(Documents.content("app", "1")));

    assertThat(new FileDisk(home).releases()).containsExactly(APP);
    assertThat(Path.of(disk.path(APP)).resolve("lib/main.js")).exists();
    assertThat(disk.path(APP)).startsWith(home.toString()).contains("plugins");
  }

  @Test
  void half_an_archive_leaves_nothing() throws IOException {
    var disk = new FileDisk(home);

    assertThatThrownBy(
            () -> disk.unpack(APP, archive(new Tarball().file("a", "1").file("../b", "2").bytes())))
        .isInstanceOf(IOException.class);

    assertThat(disk.releases()).isEmpty();
    disk.unpack(APP, archive(Documents.content("app", "1")));
    assertThat(disk.releases()).containsExactly(APP);
    assertThat(Path.of(disk.path(APP)).resolve("a")).doesNotExist();
  }

  @Test
  void what_a_crash_left_is_swept() throws IOException {
    Files.createDirectories(home.resolve("unpacking/app/half"));

    var disk = new FileDisk(home);

    assertThat(home.resolve("unpacking")).isEmptyDirectory();
    assertThat(disk.releases()).isEmpty();
  }

  @Test
  void what_was_removed_can_be_put_back_while_the_site_has_the_plugin() throws IOException {
    var disk = new FileDisk(home);
    disk.unpack(APP, archive(Documents.content("app", "1")));

    disk.remove(APP);
    assertThat(disk.releases()).isEmpty();
    assertThat(home.resolve("plugins")).isEmptyDirectory();
    assertThat(disk.putBack(APP)).isTrue();
    assertThat(disk.releases()).containsExactly(APP);
    disk.remove(APP);
    disk.unpack(NEWER, archive(Documents.content("app", "2")));
    disk.purge();
    assertThat(disk.putBack(APP)).isTrue();
    disk.remove(APP);
    disk.remove(NEWER);
    disk.purge();

    assertThat(disk.putBack(APP)).isFalse();
    assertThat(home.resolve("removed")).isEmptyDirectory();
  }

  @Test
  void only_the_last_one_of_many_versions_is_kept() throws IOException {
    var disk = new FileDisk(home);
    var before = Release.of(Documents.active("app", "0.0.1"));
    disk.unpack(before, archive(Documents.content("app", "x")));

    for (var version = 1; version <= 5; version++) {
      var release = Release.of(Documents.active("app", version + ".0.0"));
      disk.unpack(release, archive(Documents.content("app", "x")));
      disk.remove(before);
      disk.purge();
      before = release;
    }

    assertThat(home.resolve("removed").resolve("app"))
        .isDirectoryContaining(it -> it.getFileName().toString().startsWith("4.0.0-"));
    try (var kept = Files.list(home.resolve("removed/app"))) {
      assertThat(kept).hasSize(1);
    }
  }

  @Test
  void a_full_disk_leaves_nothing_half_and_gives_up_what_is_kept_for_comfort() throws IOException {
    var disk = new FileDisk(home);
    disk.unpack(APP, archive(Documents.content("app", "1")));
    disk.remove(APP);
    disk.unpack(NEWER, archive(Documents.content("app", "2")));
    var other = Release.of(Documents.active("other", "1.0.0"));

    assertThatThrownBy(() -> disk.unpack(other, full(Documents.content("other", "1"))))
        .hasMessage("No space left on device");

    assertThat(disk.releases()).containsExactly(NEWER);
    assertThat(home.resolve("unpacking")).isEmptyDirectory();
    assertThat(home.resolve("removed")).isEmptyDirectory();
  }

  @Test
  void folders_of_others_are_not_taken_for_releases() throws IOException {
    var disk = new FileDisk(home);
    Files.createDirectories(home.resolve("plugins/app/notes"));
    Files.createDirectories(home.resolve("plugins/App/1.0.0-abc"));

    assertThat(disk.releases()).isEmpty();
  }

  @Test
  void what_others_put_beside_a_release_stays_when_it_goes() throws IOException {
    var disk = new FileDisk(home);
    disk.unpack(APP, archive(Documents.content("app", "1")));
    Files.writeString(home.resolve("plugins/app/notes.txt"), "by hand");

    disk.remove(APP);

    assertThat(home.resolve("plugins/app/notes.txt")).hasContent("by hand");
    assertThat(disk.releases()).isEmpty();
  }

  @Test
  void a_link_in_the_place_of_a_plugin_leads_nothing_astray() throws IOException {
    var elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    var disk = new FileDisk(home);
    Files.createDirectory(elsewhere.resolve(Path.of(disk.path(APP)).getFileName()));
    Files.createSymbolicLink(home.resolve("plugins/app"), elsewhere);

    assertThat(disk.releases()).isEmpty();
    assertThatThrownBy(() -> disk.unpack(APP, archive(Documents.content("app", "1"))))
        .hasMessage("A file or link of somebody else is in the way: plugins/app");

    assertThat(elsewhere.resolve(Path.of(disk.path(APP)).getFileName())).isEmptyDirectory();
    assertThat(home.resolve("plugins/app")).isSymbolicLink();
    assertThat(home.resolve("unpacking")).isEmptyDirectory();
  }

  @Test
  void the_journal_survives_and_is_private() throws IOException {
    var plugin = Documents.with(Documents.active("app", "1.0.0", "lib"), Map.of("line", 1.5));
    var failure =
        new SiteReport.Failure(plugin.planId(), plugin.installationId(), "activate", "broken");
    var journal =
        new Journal(7, List.of(plugin), failure, List.of(plugin), 8, 2, Map.of("app", plugin));

    new FileDisk(home).record(journal);

    assertThat(new FileDisk(home).journal()).isEqualTo(journal);
    assertThat(Files.getPosixFilePermissions(home.resolve("state.json")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void an_unreadable_journal_is_a_lost_one() throws IOException {
    for (var content : List.of("", "{", "null", "{\"running\":null}", "[]")) {
      Files.writeString(home.resolve("state.json"), content);

      assertThat(new FileDisk(home).journal()).isEqualTo(Journal.EMPTY);
    }
  }

  @Test
  void a_half_written_journal_is_not_read() throws IOException {
    var journal = Journal.EMPTY.withRunning(Map.of("app", Documents.active("app", "1.0.0")));
    new FileDisk(home).record(journal);
    Files.writeString(home.resolve("state.json.next"), "{\"siteGe");

    var disk = new FileDisk(home);

    assertThat(disk.journal()).isEqualTo(journal);
    disk.record(Journal.EMPTY);
    assertThat(new FileDisk(home).journal()).isEqualTo(Journal.EMPTY);
  }

  private static Archive archive(byte[] content) {
    return archive(content, new ByteArrayInputStream(content));
  }

  /** Fails half-way, as a write to a full disk does. */
  private static Archive full(byte[] content) {
    var half = new ByteArrayInputStream(content, 0, content.length / 2);
    return archive(content, new SequenceInputStream(half, new NoSpace()));
  }

  private static final class NoSpace extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("No space left on device");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
  }

  private static Archive archive(byte[] content, InputStream stream) {
    return new Archive() {
      @Override
      public InputStream open() {
        return stream;
      }

      @Override
      public long size() {
        return content.length;
      }

      @Override
      public String sha256() {
        return "";
      }

      @Override
      public void close() {}
    };
  }
}
