package dev.pluginsuite.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.agent.reconcile.Documents;
import dev.pluginsuite.agent.reconcile.Release;
import dev.pluginsuite.api.installation.SiteReport.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignPluginsTest {
  private static final byte[] APP = Documents.content("app", "1.0.0");

  @TempDir Path folder;
  private Path plugins;
  private ForeignPlugins foreign;

  @BeforeEach
  void start() throws IOException {
    plugins = Files.createDirectory(folder.resolve("plugins"));
    foreign = new ForeignPlugins(plugins);
  }

  private List<Found> look() {
    return Objects.requireNonNull(foreign.look());
  }

  private Path write(String name, byte[] content) throws IOException {
    Files.createDirectories(plugins.resolve(name).getParent());
    return Files.write(plugins.resolve(name), content);
  }

  private Path write(String name, String content) throws IOException {
    Files.createDirectories(plugins.resolve(name).getParent());
    return Files.writeString(plugins.resolve(name), content);
  }

  private static Found app(String name) {
    return new Found("app", "1.0.0", Documents.sha256(APP), name);
  }

  @Test
  void an_empty_folder_holds_nothing_foreign() {
    assertThat(look()).isEmpty();
  }

  @Test
  void a_package_is_found_with_the_checksum_that_an_approval_names() throws IOException {
    write("some.mpk", APP);
    write("app/1.0.0/kept.MPK", "deeper than releases are");
    write("app/copy.mpk", APP);

    assertThat(look()).containsExactly(app("app/copy.mpk"), app("some.mpk"));
  }

  @Test
  void an_unpacked_plugin_is_found_without_a_checksum_even_beside_its_package() throws IOException {
    write("old/manifest.json", "{\"id\":\"app\",\"version\":\"1.0.0\"}");
    write("old/lib/main.js", "1");
    write("old.mpk", APP);
    write("nested/1.0.0/manifest.json", "{\"id\":\"nested\",\"version\":\"1.0.0\"}");

    assertThat(look())
        .containsExactly(
            new Found("nested", "1.0.0", null, "nested/1.0.0"),
            new Found("app", "1.0.0", null, "old"),
            app("old.mpk"));
  }

  @Test
  void what_the_agent_put_there_is_not_foreign_and_neither_is_a_package_of_the_same_bytes()
      throws IOException {
    var release = Release.of(Documents.active("app", "1.0.0"));
    write("app/1.0.0-" + release.checksum() + "/manifest.json", "{\"id\":\"app\"}");
    write("copy.mpk", APP);
    write("other.mpk", Documents.content("app", "2.0.0"));

    assertThat(look()).extracting(Found::name).containsExactly("other.mpk");
  }

  @Test
  void links_are_not_followed() throws IOException {
    var outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("manifest.json"), "{\"id\":\"app\",\"version\":\"1.0.0\"}");
    var file = Files.write(outside.resolve("app.mpk"), APP);
    Files.createSymbolicLink(plugins.resolve("folder"), outside);
    Files.createSymbolicLink(plugins.resolve("file.mpk"), file);
    Files.createSymbolicLink(plugins.resolve("dangling.mpk"), folder.resolve("nowhere"));
    Files.createDirectory(plugins.resolve("app"));
    Files.createSymbolicLink(
        plugins.resolve("app/manifest.json"), outside.resolve("manifest.json"));
    Files.createSymbolicLink(plugins.resolve("app/up.mpk"), file);

    assertThat(look()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{}",
        "{\"id\":7,\"version\":\"1.0.0\"}",
        "{\"id\":\"App\",\"version\":\"1.0.0\"}",
        "{\"id\":\"../app\",\"version\":\"1.0.0\"}"
      })
  void what_names_no_plugin_is_none(String manifest) throws IOException {
    write("unpacked/manifest.json", manifest);
    write("packed.mpk", new Tarball().file("manifest.json", manifest).bytes());
    write("app.mpk", APP);

    assertThat(look()).containsExactly(app("app.mpk"));
  }

  @Test
  void a_version_that_is_none_is_left_out() throws IOException {
    write("unpacked/manifest.json", "{\"id\":\"app\",\"version\":\"latest\"}");

    assertThat(look()).containsExactly(new Found("app", null, null, "unpacked"));
  }

  @Test
  void what_is_no_package_hides_no_other() throws IOException {
    write("a.mpk", "not gzip");
    write("b.mpk", new Tarball().file("readme", "1").bytes());
    write("c.mpk", new Tarball().file("zeroes", new byte[20 << 20]).bytes());
    write("d.mpk", new Tarball().file("manifest.json", new byte[300 << 10]).bytes());
    write("e.mpk/inside", "a folder");
    write("f.jar", APP);
    write("g.mpk", APP);

    assertThat(look()).containsExactly(app("g.mpk"));
  }

  @Test
  void it_names_no_more_than_a_report_takes_and_the_same_ones_each_time() throws IOException {
    for (var i = 0; i < 230; i++) {
      write("p%03d/manifest.json".formatted(i), "{\"id\":\"p%03d\"}".formatted(i));
    }

    var found = look();

    assertThat(found).hasSize(200);
    assertThat(found.get(199).name()).isEqualTo("p199");
    assertThat(look()).isEqualTo(found);
  }

  @Test
  void a_package_is_read_again_when_it_has_changed_and_only_then() throws IOException {
    var file = write("app.mpk", APP);
    var at = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file, at);
    look();
    Files.write(file, new byte[APP.length]);
    Files.setLastModifiedTime(file, at);
    assertThat(look()).containsExactly(app("app.mpk"));

    Files.write(file, Documents.content("app", "2.0.0"));

    assertThat(look()).extracting(Found::version).containsExactly("2.0.0");
  }

  @Test
  void a_look_that_fails_tells_what_was_known() throws IOException {
    write("app.mpk", APP);
    look();

    Files.move(plugins, folder.resolve("gone"));

    assertThat(look()).containsExactly(app("app.mpk"));
    assertThat(new ForeignPlugins(plugins).look()).isNull();
  }

  @Test
  void names_are_one_line() throws IOException {
    write("a\nb.mpk", APP);

    assertThat(look()).containsExactly(app("a?b.mpk"));
  }
}
