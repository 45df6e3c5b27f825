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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
  private static final Release APP = Release.of(Documents.active("app", "1.0.0-rc.1+build-5"));

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
  void what_was_removed_can_be_put_back_until_it_is_purged() throws IOException {
    var disk = new FileDisk(home);
    disk.unpack(APP, archive(Documents.content("app", "1")));

    disk.remove(APP);
    assertThat(disk.releases()).isEmpty();
    assertThat(home.resolve("plugins")).isEmptyDirectory();
    assertThat(disk.putBack(APP)).isTrue();
    assertThat(disk.releases()).containsExactly(APP);
    disk.remove(APP);
    disk.purge();

    assertThat(disk.putBack(APP)).isFalse();
  }

  @Test
  void folders_of_others_are_not_taken_for_releases() throws IOException {
    var disk = new FileDisk(home);
    Files.createDirectories(home.resolve("plugins/app/notes"));
    Files.createDirectories(home.resolve("plugins/App/1.0.0-abc"));

    assertThat(disk.releases()).isEmpty();
  }

  @Test
  void the_journal_survives_and_is_private() throws IOException {
    var plugin = Documents.with(Documents.active("app", "1.0.0", "lib"), Map.of("line", 1.5));
    var failure =
        new SiteReport.Failure(plugin.planId(), plugin.installationId(), "activate", "broken");
    var journal = new Journal(7, List.of(plugin), failure, 8, 2, Map.of("app", plugin));

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
    return new Archive() {
      @Override
      public InputStream open() {
        return new ByteArrayInputStream(content);
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
