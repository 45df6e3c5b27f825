package dev.pluginsuite.local.journey;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pluginsuite.local.api.Api;
import dev.pluginsuite.samples.MpkBuilder;
import dev.pluginsuite.samples.Samples;
import dev.pluginsuite.samples.Samples.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The samples under a patch version of their own: a version that was submitted once is taken for
 * ever.
 */
final class FreshSamples {
  static final String ANALYZER = "supplier-risk-analyzer";
  static final List<String> DEPENDENCIES = List.of("supplier-db", "data-sync");

  private FreshSamples() {}

  /** Dependencies first. */
  static List<SamplePackage> ofRun(int run) throws IOException {
    return List.of(
        packed("supplier-db", "2.1.0", "2.1." + run),
        packed("data-sync", "1.6.0", "1.6." + run),
        packed(ANALYZER, "1.0.0", "1.0." + run));
  }

  private static SamplePackage packed(String pluginId, String of, String version)
      throws IOException {
    var sample = Samples.of(pluginId, of);
    var manifest = (ObjectNode) Api.parse(sample.manifestJson());
    var text = manifest.put("version", version).toPrettyString();
    return new SamplePackage(pluginId, version, text, pack(sample, text));
  }

  /** Everything but the manifest, which comes first, stays as it is. */
  private static byte[] pack(Sample sample, String manifest) throws IOException {
    var mpk = MpkBuilder.mpk().manifest(manifest);
    try (var tar = entries(sample.bytes())) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isDirectory()) {
          mpk.folder(entry.getName());
        } else if (!entry.getName().equals("manifest.json")) {
          mpk.file(entry.getName(), tar.readAllBytes());
        }
      }
    }
    return mpk.build();
  }

  static TarArchiveInputStream entries(byte[] mpk) throws IOException {
    return new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(mpk)));
  }
}
