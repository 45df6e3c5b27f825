package dev.pluginsuite.validation.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive entry by entry. It is our own because it has to be strict: no name is read
 * into memory unmeasured, and what two readers could understand differently is refused.
 */
final class TarReader {
  private static final int LONGEST_METADATA = 64 * 1024;
  private static final int CHUNK = 16 * 1024;

  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private long left;
  private long unread;
  private @Nullable PaxRecords pax;
  private @Nullable String longName;
  private @Nullable String longLinkName;

  TarReader(InputStream in) {
    this.in = in;
  }

  /** The next entry with its full names, or null after the last. */
  @Nullable TarHeader next() throws IOException {
    while (true) {
      skipContent();
      var block = block();
      if (isZero(block)) {
        readEnd();
        return null;
      }
      var header = TarHeader.of(block);
      left = header.paddedSize();
      unread = header.size();
      if (!isMetadata(header)) {
        return named(header);
      }
    }
  }

  /** The first bytes of the current entry's content, at most as many as given. */
  byte[] content(TarHeader header, int most) throws IOException {
    var wanted = (int) Math.min(header.size(), most);
    var content = in.readNBytes(wanted);
    if (content.length < wanted) {
      throw truncated();
    }
    left -= wanted;
    unread -= wanted;
    return content;
  }

  /** What was not read yet of the current entry's content, piece by piece. */
  void pour(ContentListener to) throws IOException {
    while (unread > 0) {
      var read = in.read(chunk, 0, (int) Math.min(unread, chunk.length));
      if (read < 0) {
        throw truncated();
      }
      left -= read;
      unread -= read;
      to.bytes(chunk, read);
    }
  }

  private boolean isMetadata(TarHeader header) throws IOException {
    switch (header.typeFlag()) {
      case 'x' -> {
        refuse(pax != null);
        pax = PaxRecords.of(metadata(header));
      }
      case 'g' -> refuse(PaxRecords.of(metadata(header)).namesAnEntry());
      case 'L' -> {
        refuse(longName != null);
        longName = withoutNul(metadata(header));
      }
      case 'K' -> {
        refuse(longLinkName != null);
        longLinkName = withoutNul(metadata(header));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private TarHeader named(TarHeader header) throws ArchiveFault {
    refuse(pax != null && pax.contradicts(header));
    var name = either(longName, pax == null ? null : pax.path());
    var linkName = either(longLinkName, pax == null ? null : pax.linkPath());
    pax = null;
    longName = null;
    longLinkName = null;
    var named = name == null ? header : header.withName(name);
    return linkName == null ? named : named.withLinkName(linkName);
  }

  private static @Nullable String either(@Nullable String gnu, @Nullable String posix)
      throws ArchiveFault {
    refuse(gnu != null && posix != null);
    return gnu == null ? posix : gnu;
  }

  private byte[] metadata(TarHeader header) throws IOException {
    if (header.size() > LONGEST_METADATA) {
      throw new ArchiveFault(
          ArchiveRule.METADATA_SIZE,
          "A name or attribute has more than %,d bytes.".formatted(LONGEST_METADATA));
    }
    return content(header, LONGEST_METADATA);
  }

  private void skipContent() throws IOException {
    var unused = new byte[TarHeader.LENGTH * 16];
    while (left > 0) {
      var read = in.read(unused, 0, (int) Math.min(left, unused.length));
      if (read < 0) {
        throw truncated();
      }
      left -= read;
    }
  }

  private byte[] block() throws IOException {
    var block = in.readNBytes(TarHeader.LENGTH);
    if (block.length < TarHeader.LENGTH) {
      throw truncated();
    }
    return block;
  }

  /** A second block of zeros, and as many more as the writer's blocking factor asks for. */
  private void readEnd() throws IOException {
    refuse(pax != null || longName != null || longLinkName != null);
    var rest = block();
    do {
      if (!isZero(rest)) {
        throw new ArchiveFault(
            ArchiveRule.TRAILING_DATA, "There are bytes behind the end of the tar archive.");
      }
      rest = in.readNBytes(TarHeader.LENGTH);
    } while (rest.length > 0);
  }

  private static boolean isZero(byte[] bytes) {
    return Arrays.equals(bytes, new byte[bytes.length]);
  }

  /** A NUL further inside stays: some readers end the name there, others do not. */
  private static String withoutNul(byte[] name) {
    var end = name.length;
    while (end > 0 && name[end - 1] == 0) {
      end--;
    }
    return new String(name, 0, end, ISO_8859_1);
  }

  private static void refuse(boolean contradictory) throws ArchiveFault {
    if (contradictory) {
      throw new ArchiveFault(
          ArchiveRule.MALFORMED, "The archive says two different things about one entry.");
    }
  }

  private static ArchiveFault truncated() {
    return new ArchiveFault(ArchiveRule.TRUNCATED, "The tar archive has no end.");
  }
}
