package dev.pluginsuite.validation.osv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Exports in the form of OSV's: one JSON file for each advisory. */
public final class OsvZip {
  /** As GitHub writes its advisories, with a field that nobody needs. */
  public static final String LODASH =
      """
      {"schema_version": "1.6.0", "id": "GHSA-test-lodash", "modified": "2026-01-01T00:00:00Z",
       "published": "2021-05-06T16:05:51Z", "aliases": ["CVE-0000-0001"],
       "summary": "Command injection in lodash", "details": "Long text.",
       "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H"}],
       "affected": [{"package": {"ecosystem": "npm", "name": "lodash", "purl": "pkg:npm/lodash"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "4.17.21"}]}]}],
       "references": [{"type": "WEB", "url": "https://example.com"}],
       "database_specific": {"cwe_ids": ["CWE-77"], "severity": "HIGH", "github_reviewed": true}}""";

  public static final String MALICIOUS =
      """
      {"id": "MAL-0000-1", "modified": "2026-01-01T00:00:00Z", "summary": "Malicious code in lodahs",
       "affected": [{"package": {"ecosystem": "npm", "name": "lodahs"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}], "versions": ["0.0.1"]}]}""";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  public OsvZip with(String name, String content) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content.getBytes(UTF_8));
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
