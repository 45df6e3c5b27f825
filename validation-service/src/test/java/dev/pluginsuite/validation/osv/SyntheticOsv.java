package dev.pluginsuite.validation.osv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An export like that of the npm ecosystem, always the same: most advisories are about packages
 * that were made to do harm, the others have more ranges and longer texts.
 */
public final class SyntheticOsv {
  /** About this library there are many. */
  public static final String POPULAR = "popular";

  public static final int ABOUT_POPULAR = 30;
  private static final int VULNERABLE_OF_TEN = 1;
  private static final String HARMFUL =
      """
      {"modified": "2026-03-01T10:11:12Z", "published": "2026-03-01T08:00:00Z", "schema_version": "1.7.4",
       "id": "MAL-2026-%1$d", "summary": "Malicious code in %2$s (npm)", "details": "%3$s",
       "affected": [{"package": {"ecosystem": "npm", "name": "%2$s", "purl": "pkg:npm/%2$s"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}],
         "versions": ["1.0.0", "1.0.1", "99.%1$d.0"],
         "database_specific": {"cwes": [{"cweId": "CWE-506", "name": "Embedded Malicious Code",
           "description": "The product contains code that appears to be malicious in nature."}],
           "source": "https://example.com/osv/malicious/npm/%2$s/MAL-2026-%1$d.json"}}],
       "credits": [{"name": "Somebody", "type": "FINDER", "contact": ["https://example.com"]}],
       "database_specific": {"malicious-packages-origins": [{"import_time": "2026-03-01T09:00:00Z",
         "modified_time": "2026-03-01T08:00:00Z", "sha256": "%4$s", "source": "somewhere", "versions": ["1.0.0"]}]}}""";
  private static final String VULNERABLE =
      """
      {"schema_version": "1.6.0", "id": "GHSA-%1$08d", "modified": "2026-01-01T00:00:00Z",
       "published": "2025-05-06T16:05:51Z", "aliases": ["CVE-2025-%1$d"], "summary": "Prototype pollution in %2$s",
       "details": "%3$s", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H"}],
       "affected": [{"package": {"ecosystem": "npm", "name": "%2$s", "purl": "pkg:npm/%2$s"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.2.%5$d"}]}]},
         {"package": {"ecosystem": "npm", "name": "%2$s", "purl": "pkg:npm/%2$s"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "2.0.0"}, {"fixed": "2.4.%5$d"}]}]}],
       "references": [{"type": "WEB", "url": "https://example.com/%4$s"}],
       "database_specific": {"cwe_ids": ["CWE-1321"], "severity": "HIGH", "github_reviewed": true}}""";

  private final int advisories;
  private final Random random = new Random(7);

  public SyntheticOsv(int advisories) {
    this.advisories = advisories;
  }

  public void writeTo(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out);
    for (var i = 0; i < advisories; i++) {
      zip.putNextEntry(new ZipEntry(i + ".json"));
      zip.write(advisory(i).getBytes(UTF_8));
      zip.closeEntry();
    }
    zip.finish();
  }

  private String advisory(int number) {
    if (number < ABOUT_POPULAR) {
      return written(VULNERABLE, number, POPULAR, 2_000);
    }
    return number % 10 < VULNERABLE_OF_TEN
        ? written(VULNERABLE, number, "vulnerable-" + number, 2_000)
        : written(HARMFUL, number, "harmful-" + number, 500);
  }

  private String written(String form, int number, String name, int words) {
    return form.formatted(number, name, text(words), hex(), number % 90);
  }

  private String text(int length) {
    var text = new StringBuilder(length);
    while (text.length() < length) {
      text.append(Integer.toString(random.nextInt(40_000), 36)).append(' ');
    }
    return text.toString();
  }

  private String hex() {
    return "%016x%016x%016x%016x"
        .formatted(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }
}
