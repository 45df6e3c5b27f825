package dev.pluginsuite.validation.sbom;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pluginsuite.validation.npm.NpmComponent;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;

class SbomWriterTest {
  private static final SbomSubject SUBJECT =
      new SbomSubject(
          UUID.randomUUID(),
          1,
          UUID.fromString("0195d3b0-0000-7000-8000-000000000001"),
          "supplier-risk",
          "1.2.0",
          "ab".repeat(32),
          "dev@example.com",
          "Supplier risk",
          "Apache-2.0",
          Instant.parse("2026-01-01T00:00:00Z"));
  private static final byte[] HASH = "x".repeat(64).getBytes(UTF_8);

  private final SbomWriter writer = new SbomWriter();

  @Test
  void a_bill_is_valid_cyclone_dx_and_says_what_is_in_the_package() throws Exception {
    var integrity = "sha512-" + Base64.getEncoder().encodeToString(HASH);
    var components =
        List.of(
            new NpmComponent("lodash", "4.17.20", "MIT", integrity, "package-lock.json"),
            new NpmComponent("@s/b", "2.0.0", "(MIT OR Apache-2.0)", "md5-x", "a"),
            new NpmComponent("c", "3.0", "SEE LICENSE IN x", null, "b"),
            new NpmComponent("d", "3.0.0", "mit", "sha512-%%%", "b"));

    var bom = writer.write(SUBJECT, components).bom();

    assertThat(new JsonParser().validate(bom.getBytes(UTF_8), Version.VERSION_16)).isEmpty();
    var json = new JsonMapper().readTree(bom);
    assertThat(json.path("specVersion").textValue()).isEqualTo("1.6");
    assertThat(json.path("serialNumber").textValue())
        .isEqualTo("urn:uuid:0195d3b0-0000-7000-8000-000000000001");
    assertThat(json.at("/metadata/component/name").textValue()).isEqualTo("supplier-risk");
    assertThat(json.at("/metadata/component/hashes/0/content").textValue())
        .isEqualTo("ab".repeat(32));
    assertThat(json.at("/metadata/component/licenses/0/license/id").textValue())
        .isEqualTo("Apache-2.0");
    assertThat(json.at("/components/0/purl").textValue()).isEqualTo("pkg:npm/lodash@4.17.20");
    assertThat(json.at("/components/0/hashes/0/content").textValue())
        .isEqualTo(HexFormat.of().formatHex(HASH));
    assertThat(json.at("/components/1/group").textValue()).isEqualTo("@s");
    assertThat(json.at("/components/1/licenses/0/expression").textValue())
        .isEqualTo("(MIT OR Apache-2.0)");
    assertThat(json.at("/components/2/licenses/0/license/name").textValue())
        .isEqualTo("SEE LICENSE IN x");
    assertThat(json.at("/components/3/licenses/0/license/id").textValue()).isEqualTo("MIT");
    assertThat(json.at("/dependencies/0/dependsOn")).hasSize(4);
  }

  @Test
  void a_package_without_libraries_has_a_bill_too() throws Exception {
    var bom = writer.write(SUBJECT, List.of()).bom();

    assertThat(new JsonParser().validate(bom.getBytes(UTF_8), Version.VERSION_16)).isEmpty();
  }
}
