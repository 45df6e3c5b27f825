package dev.pluginsuite.validation.osv;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.validation.finding.Printable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** Reads an OSV export, a zip of JSON files, one advisory at a time. */
public final class OsvExport {
  private static final int LARGEST_FILE = 16 << 20;
  private static final int MOST_FILES = 2_000_000;
  private static final int BATCH = 500;
  private static final int LONGEST_SUMMARY = 500;
  private static final int LONGEST_NAME = 214;
  private static final int DEEPEST = 100;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
              .build());

  private final Sink sink;
  private final List<Vulnerability> batch = new ArrayList<>();
  private int advisories;
  private int entries;
  private int skipped;

  /** Where what was read goes. */
  public interface Sink {
    void take(List<Vulnerability> batch) throws IOException;
  }

  public OsvExport(Sink sink) {
    this.sink = sink;
  }

  /**
   * @throws InvalidExport if it is none
   * @throws IOException if the bytes could not be had, or nobody takes what was read
   */
  public OsvCounts read(InputStream in) throws IOException {
    try (var zip = new ZipInputStream(in)) {
      for (var entry = next(zip); entry != null; entry = next(zip)) {
        if (!entry.isDirectory()) {
          read(entry.getName(), zip);
        }
      }
      // The directory of the zip follows, which nobody needs; whoever hashes the bytes wants all.
      in.transferTo(OutputStream.nullOutputStream());
    }
    hand();
    if (advisories == 0) {
      throw new InvalidExport(
          "The body is no zip file, or no advisory about an npm package is in it.");
    }
    return new OsvCounts(advisories, entries, skipped);
  }

  private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new InvalidExport("The zip file cannot be read: " + e.getMessage());
    }
  }

  private void read(String name, ZipInputStream zip) throws IOException {
    if (!name.endsWith(".json") || advisories + skipped >= MOST_FILES) {
      throw new InvalidExport(
          "An export has only JSON files, at most %,d: %s."
              .formatted(MOST_FILES, Printable.of(name, LONGEST_NAME)));
    }
    var advisory = advisory(name, content(name, zip));
    var about = advisory.npmPackages().toList();
    if (about.isEmpty()) {
      skipped++;
      return;
    }
    advisories++;
    for (var affected : about) {
      take(advisory, affected);
    }
  }

  private static byte[] content(String name, ZipInputStream zip) throws IOException {
    try {
      var content = zip.readNBytes(LARGEST_FILE + 1);
      if (content.length <= LARGEST_FILE) {
        return content;
      }
    } catch (ZipException | EOFException e) {
      throw new InvalidExport("The zip file cannot be read: " + e.getMessage());
    }
    throw new InvalidExport(
        "%s has more than %,d bytes.".formatted(Printable.of(name, LONGEST_NAME), LARGEST_FILE));
  }

  private static OsvAdvisory advisory(String name, byte[] content) throws IOException {
    try {
      var advisory = JSON.readValue(content, OsvAdvisory.class);
      if (advisory != null && advisory.id() != null && advisory.affected() != null) {
        return advisory;
      }
    } catch (JsonProcessingException e) {
      throw new InvalidExport(
          "%s is no advisory: %s"
              .formatted(Printable.of(name, LONGEST_NAME), e.getOriginalMessage()));
    }
    // Withdrawn ones may say no more than that; anything else names what it is about.
    return new OsvAdvisory(name, null, "unknown", List.of(), null);
  }

  private void take(OsvAdvisory advisory, OsvAdvisory.Affected affected) throws IOException {
    var about = affected.about();
    var name = about == null ? null : about.name();
    if (name == null || name.length() > LONGEST_NAME) {
      return;
    }
    var versions = affected.versions() == null ? List.<String>of() : affected.versions();
    var ranges = affected.ranges() == null ? List.<OsvRange>of() : affected.ranges();
    entries++;
    batch.add(
        new Vulnerability(
            name,
            Printable.of(String.valueOf(advisory.id()), LONGEST_NAME),
            printable(advisory.summary()),
            printable(advisory.severity(), 40),
            printable(advisory.cwe(), 40),
            new Vulnerability.Extent(
                versions, ranges.stream().filter(OsvRange::isOfVersions).toList())));
    if (batch.size() == BATCH) {
      hand();
    }
  }

  private void hand() throws IOException {
    if (!batch.isEmpty()) {
      sink.take(List.copyOf(batch));
      batch.clear();
    }
  }

  private static @Nullable String printable(@Nullable String text) {
    return printable(text, LONGEST_SUMMARY);
  }

  private static @Nullable String printable(@Nullable String text, int most) {
    return text == null ? null : Printable.of(text, most - 1);
  }
}
