package dev.pluginsuite.validation.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.validation.Manifests;
import dev.pluginsuite.validation.Mpk;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.pipeline.Submission;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.rules.ShippedRules;
import dev.pluginsuite.validation.scanning.ShippedScan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A published package as a plugin: a manifest and a README in front of it, all else as it was. */
final class Wrapped {
  private static final String MANIFEST = Manifests.without("main");

  private Wrapped() {}

  /** Submits it. */
  static void isNotRefused(byte[] tar) throws IOException {
    var bytes = packed(tar);
    var submission = new Submission(Manifests.ID, Manifests.VERSION, Mpk.sha256(bytes), MANIFEST);

    var report =
        new ValidationPipeline(ArchiveLimits.DEFAULT, ShippedScan.scanner())
            .validate(submission, new ByteArrayInputStream(bytes), ShippedRules.read());

    assertThat(report.errors()).isEmpty();
    assertThat(report.outcome())
        .as(() -> report.securityFindings().toString())
        .isEqualTo(ValidationStatus.PASSED);
  }

  private static byte[] packed(byte[] tar) throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new FastGzip(packed)) {
      gzip.write(
          RawTar.empty()
              .file("manifest.json", MANIFEST)
              .file("README.md", "# Published elsewhere")
              .withoutEnd());
      gzip.write(tar);
    }
    return packed.toByteArray();
  }

  private static final class FastGzip extends GZIPOutputStream {
    private FastGzip(OutputStream out) throws IOException {
      super(out, 64 * 1024);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
