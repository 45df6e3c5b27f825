package dev.pluginsuite.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;

class MpkBuilderTest {

  @Test
  void hostile_names_are_kept_as_given() throws Exception {
    var mpk =
        MpkBuilder.mpk()
            .manifest("{}")
            .file("../evil", "x")
            .file("/etc/passwd", "x")
            .file("src/Index.js", "x")
            .file("src/index.js", "x")
            .file("src/index.js", "y")
            .file("ends-in-dot.", "x")
            .file("x".repeat(300), "x")
            .raw(MpkBuilder.entry("raw", TarConstants.LF_NORMAL), (byte) 1)
            .build();

    assertThat(PackTest.entries(mpk).stream().map(TarArchiveEntry::getName))
        .containsExactly(
            "manifest.json",
            "../evil",
            "/etc/passwd",
            "src/Index.js",
            "src/index.js",
            "src/index.js",
            "ends-in-dot.",
            "x".repeat(300),
            "raw");
  }

  @Test
  void every_kind_of_entry_can_be_made() throws Exception {
    var mpk =
        MpkBuilder.mpk()
            .folder("src/")
            .symlink("link", "/etc/passwd")
            .hardlink("hard", "../evil")
            .fifo("pipe")
            .device("zero")
            .file("setuid", 04755, new byte[] {1})
            .build();

    var entries = PackTest.entries(mpk);

    assertThat(entries.get(0).isDirectory()).isTrue();
    assertThat(entries.get(1).isSymbolicLink()).isTrue();
    assertThat(entries.get(1).getLinkName()).isEqualTo("/etc/passwd");
    assertThat(entries.get(2).isLink()).isTrue();
    assertThat(entries.get(3).isFIFO()).isTrue();
    assertThat(entries.get(4).isCharacterDevice()).isTrue();
    assertThat(entries.get(5).getMode() & 07777).isEqualTo(04755);
  }

  @Test
  void zeros_shrink_below_a_hundredth() throws Exception {
    var size = 20L << 20;

    var mpk = MpkBuilder.mpk().zeros("bomb", size).build();

    assertThat(mpk.length).isLessThan((int) (size / 100));
    assertThat(PackTest.entries(mpk).get(0).getSize()).isEqualTo(size);
  }

  @Test
  void latin1_names_are_not_utf8() throws Exception {
    var mpk = MpkBuilder.mpk().latin1Names().file("caf\u00e9", "x").build();

    var name = PackTest.entries(mpk).get(0).getName();

    assertThat(name).isNotEqualTo("caf\u00e9");
  }

  @Test
  void trailing_bytes_follow_the_stream() {
    var plain = MpkBuilder.mpk().manifest("{}");
    var honest = plain.build();

    var mpk = plain.trailing((byte) 7, (byte) 8).build();

    assertThat(mpk).startsWith(honest).endsWith(7, 8).hasSize(honest.length + 2);
  }
}
