package dev.pluginsuite.validation.archive;

import dev.pluginsuite.validation.manifest.ManifestReader;
import java.io.IOException;
import java.io.InputStream;

/** Reads a package once, from the first byte to the last, holding only names and the manifest. */
public final class ArchiveReader {
  private final ManifestReader manifests = new ManifestReader();
  private final ArchiveLimits limits;

  public ArchiveReader(ArchiveLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws IOException if the bytes could not be had; whatever they are, they are findings
   */
  public ArchiveReading read(InputStream content) throws IOException {
    return read(content, ContentListener.NOBODY);
  }

  /**
   * The same, while somebody looks on.
   *
   * @throws IOException if the bytes could not be had; whatever they are, they are findings
   */
  public ArchiveReading read(InputStream content, ContentListener listener) throws IOException {
    var bytes = new PackageBytes(content, limits.bytes());
    var inspection = new Inspection(manifests, limits, listener);
    var complete = readEntries(bytes, inspection);
    drain(bytes, inspection);
    return new ArchiveReading(
        inspection.entries(),
        inspection.manifest(),
        bytes.sha256OfAll(),
        bytes.count(),
        complete,
        inspection.findings());
  }

  private boolean readEntries(PackageBytes bytes, Inspection inspection) throws IOException {
    try (var member = new GzipMember(bytes)) {
      var tar = new TarReader(new UnpackedBytes(member, bytes, limits));
      var count = 0;
      for (var header = tar.next(); header != null; header = tar.next()) {
        if (++count > limits.entries()) {
          throw new ArchiveFault(
              ArchiveRule.ENTRY_COUNT,
              "The package has more than %,d entries.".formatted(limits.entries()));
        }
        inspection.inspect(header, tar);
      }
      return true;
    } catch (ArchiveFault fault) {
      inspection.add(fault.rule(), null, fault.text());
      return false;
    }
  }

  private static void drain(PackageBytes bytes, Inspection inspection) throws IOException {
    try {
      bytes.drain();
    } catch (ArchiveFault tooLarge) {
      inspection.add(tooLarge.rule(), null, tooLarge.text());
    }
  }
}
