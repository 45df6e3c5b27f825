package dev.pluginsuite.registry.blobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.registry.blobs.Account.Kind;
import dev.pluginsuite.registry.testing.GeneratedBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SEED-21")
class FileBlobStoreTest extends BlobStoreContract {
  @TempDir Path folder;

  @Override
  Kind kind() {
    return Kind.FILESYSTEM;
  }

  @Test
  void a_disk_that_is_full_leaves_nothing() throws Exception {
    var java = ProcessHandle.current().info().command().orElse("java");
    // The system's own limit on the size of files: what is beyond it cannot be written.
    var full =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 2048 && exec \"$@\"",
                "sh",
                java,
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                Putting.class.getName(),
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();

    assertThat(full.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(Files.readString(folder.resolve("log"))).contains("java.io.IOException: File too");
    assertThat(folder.resolve("store/half")).isEmptyDirectory();
    assertThat(folder.resolve("store/sha256")).doesNotExist();
  }

  @Test
  void what_a_killed_writer_left_goes_by_its_age() throws IOException {
    var store = new FileBlobStore(folder);
    var half = Files.writeString(folder.resolve("half/old"), "ha");
    Files.setLastModifiedTime(half, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    Files.writeString(folder.resolve("half/young"), "ha");

    store.abandonBefore(Instant.parse("2026-01-01T00:00:01Z"));

    assertThat(folder.resolve("half")).isDirectoryContaining("glob:**/young");
    assertThat(half).doesNotExist();
  }

  @Test
  void no_key_leads_out_of_the_store() {
    var store = new FileBlobStore(folder);

    assertThatThrownBy(() -> store.find("../etc/passwd"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.put("/etc/passwd", new GeneratedBytes(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A process of its own, whose files are limited. */
  static final class Putting {
    private Putting() {}

    public static void main(String[] arguments) throws IOException {
      var store = new FileBlobStore(Path.of(arguments[0]).resolve("store"));
      store.put("sha256/aa/a", new GeneratedBytes(4 * 1024 * 1024));
    }
  }
}
