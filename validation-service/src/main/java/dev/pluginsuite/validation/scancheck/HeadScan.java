package dev.pluginsuite.validation.scancheck;

import dev.pluginsuite.validation.scan.PackageScan;
import dev.pluginsuite.validation.scan.ScannedFile;
import java.util.function.BiConsumer;

/** Looks at the first bytes of every file. */
final class HeadScan implements PackageScan {
  private final BiConsumer<ScannedFile, Content> judge;
  private final Head head = new Head();
  private ScannedFile file = ScannedFile.of("", 0);

  HeadScan(BiConsumer<ScannedFile, Content> judge) {
    this.judge = judge;
  }

  @Override
  public void fileBegins(ScannedFile begun) {
    file = begun;
    head.restart();
  }

  @Override
  public void bytes(byte[] chunk, int length) {
    head.add(chunk, length);
  }

  @Override
  public void fileEnds() {
    judge.accept(file, head.content());
  }
}
