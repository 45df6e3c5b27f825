package dev.pluginsuite.agent.disk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_BLK;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_CHR;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_FIFO;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_LINK;
import static org.apache.commons.compress.archivers.tar.TarConstants.LF_SYMLINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnpackingTest {
  @TempDir Path parent;

  private Path unpack(byte[] archive) throws IOException {
    var folder = parent.resolve("new");
    new Unpacking(folder, archive.length).unpack(new ByteArrayInputStream(archive));
    return folder;
  }

  private void assertRefused(Tarball archive, String why) {
    assertThatThrownBy(() -> unpack(archive.bytes()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  @Test
  void files_and_folders_come_out() throws IOException {
    var deep = "a/".repeat(60) + "deep.txt";
    var folder =
        unpack(
            new Tarball()
                .folder(".")
                .file("./manifest.json", "{}")
                .folder("lib")
                .file("lib/main.js", "1")
                .file("lib/ünï.js", "2")
                .file(deep, "3")
                .bytes());

    assertThat(folder.resolve("manifest.json")).hasContent("{}");
    assertThat(folder.resolve("lib/main.js")).hasContent("1");
    assertThat(folder.resolve("lib/ünï.js")).hasContent("2");
    assertThat(folder.resolve(deep)).hasContent("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "../out",
        "a/../../out",
        "a/..",
        "..",
        "a//b",
        "a/./b",
        "C:/windows",
        "a\\b",
        "name.",
        "name ",
        "a\u0001b",
        "\uFFFD"
      })
  void a_name_that_is_odd_on_any_system_is_refused(String name) throws IOException {
    assertRefused(new Tarball().file(name, "x"), "name that is refused");

    try (var files = Files.list(parent)) {
      assertThat(files).containsExactly(parent.resolve("new"));
    }
  }

  @ParameterizedTest
  @ValueSource(bytes = {LF_SYMLINK, LF_LINK, LF_CHR, LF_BLK, LF_FIFO})
  void links_and_devices_are_refused(byte type) {
    assertRefused(new Tarball().file("manifest.json", "{}").special("x", type), "link, a device");
  }

  @Test
  void a_name_twice_is_refused() {
    assertRefused(new Tarball().file("a", "1").file("a", "2"), "twice");
  }

  @Test
  void a_name_in_two_cases_is_refused() {
    assertRefused(new Tarball().file("Main.js", "1").file("main.js", "2"), "two cases");
  }

  @Test
  void a_folder_in_two_cases_is_refused() {
    assertRefused(new Tarball().file("Lib/a", "1").file("lib/b", "2"), "two cases");
  }

  @Test
  void a_name_in_two_normal_forms_is_refused() {
    assertRefused(new Tarball().file("\u00e4", "1").file("a\u0308", "2"), "twice");
  }

  @Test
  void a_file_is_no_folder() {
    assertRefused(new Tarball().file("a", "1").file("a/b", "2"), "twice");
  }

  @Test
  void a_folder_is_no_file() {
    assertRefused(new Tarball().file("a/b", "1").file("a", "2"), "twice");
  }

  @Test
  void too_many_entries_are_refused() {
    var archive = new Tarball();
    for (var i = 0; i <= 10_000; i++) {
      archive.folder("d");
    }

    assertRefused(archive, "more than 10000 entries");
  }

  @Test
  void a_bomb_is_refused() {
    assertRefused(new Tarball().file("zeroes", new byte[20 << 20]), "unpacks to more than");
  }

  @Test
  void a_small_file_of_much_the_same_is_no_bomb() throws IOException {
    assertThat(unpack(new Tarball().file("zeroes", new byte[500_000]).bytes()))
        .isNotEmptyDirectory();
  }

  @Test
  void a_truncated_archive_is_refused() {
    var noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    var whole = new Tarball().file("noise", noise).bytes();

    assertThatThrownBy(() -> unpack(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void what_is_no_archive_is_refused() {
    assertThatThrownBy(() -> unpack("not gzip at all".getBytes(ISO_8859_1)))
        .isInstanceOf(IOException.class);
  }
}
