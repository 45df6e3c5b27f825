package dev.pluginsuite.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.InstallationState;
import dev.pluginsuite.api.installation.InstallationStatus;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import dev.pluginsuite.api.installation.SiteState;
import dev.pluginsuite.api.installation.SiteStatus;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.api.registry.PackageStatus;
import dev.pluginsuite.api.registry.ValidationStatus;
import dev.pluginsuite.api.validation.ReportState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A newer producer adds fields and enum values; an older consumer must go on reading. */
class StateRecordsTest {
  private static final String ID = "01900000-0000-7000-8000-000000000001";
  private static final String MANIFEST =
      """
      {"id": "risk", "name": "Risk", "version": "1.0.0", "author": "A", "apiVersion": "1.0.0",
       "fresh": {"a": [1]}, "licenseType": "LEASE",
       "configuration": {"url": {"type": "string", "default": "x", "secret": true, "fresh": 1}}}""";
  private static final String PACKAGE =
      """
      {"eventId": "%1$s", "type": "package.levitated", "revision": 7, "at": "2026-01-01T12:00:00Z",
       "fresh": true,
       "state": {"packageId": "%1$s", "registryId": "enterprise", "pluginId": "risk",
         "version": "1.0.0", "status": "LEVITATING", "validation": "PONDERED", "submissionId": "%1$s",
         "checksum": "ab", "size": 5000000000, "manifest": %2$s, "risk": "HIGH",
         "licenseType": "LEASE", "contentUrl": "/c", "uploadedBy": "d@x",
         "uploadedAt": "2026-01-01T12:00:00.123456Z", "fresh": [1, 2]}}"""
          .formatted(ID, MANIFEST);

  private final ObjectMapper mapper =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  @Test
  void an_unknown_status_of_a_package_fails_closed() throws JsonProcessingException {
    var state = packageEvent().state();

    assertThat(state.status()).isEqualTo(PackageStatus.UNKNOWN);
    assertThat(state.status().isInstallable()).isFalse();
    assertThat(state.status().successors()).isEmpty();
    assertThat(state.validation()).isEqualTo(ValidationStatus.UNKNOWN);
    assertThat(state.licenseType()).isEqualTo(LicenseType.UNKNOWN);
    assertThat(state.attestationUrl()).isNull();
  }

  @Test
  void a_package_event_survives_being_written_and_read_again() throws JsonProcessingException {
    var event = packageEvent();

    var again =
        mapper.readValue(
            mapper.writeValueAsString(event), new TypeReference<StateEvent<PackageState>>() {});

    assertThat(again).isEqualTo(event);
    assertThat(again.state().size()).isEqualTo(5_000_000_000L);
  }

  @Test
  void absent_parts_of_a_manifest_have_their_defaults() throws JsonProcessingException {
    var manifest = Objects.requireNonNull(packageEvent().state().manifest());

    assertThat(manifest.mesVersion()).isEqualTo("*");
    assertThat(manifest.permissions()).isEmpty();
    assertThat(manifest.dependencies()).isEmpty();
    assertThat(manifest.configuration().get("url")).isNotNull().matches(it -> it.secret());
  }

  @Test
  void a_report_survives_with_its_findings() throws JsonProcessingException {
    var json =
        """
        {"packageId": "%1$s", "submissionId": "%1$s", "checksum": "ab", "outcome": "FAILED",
         "risk": "LOW", "errors": [{"id": "manifest-version", "number": 6, "severity": "ERROR",
           "pointer": "/version", "message": "m", "remedy": "r", "fresh": 1}],
         "warnings": [], "securityFindings": [{"ruleId": "archive-setuid", "cwe": "CWE-732",
           "severity": "CRITICAL", "file": "bin/x", "line": null, "message": "m", "remedy": "r"}],
         "truncated": false, "reportUrl": "/r", "fresh": {}}"""
            .formatted(ID);

    var report = mapper.readValue(json, ReportState.class);

    assertThat(mapper.readValue(mapper.writeValueAsString(report), ReportState.class))
        .isEqualTo(report);
    assertThat(report.errors()).hasSize(1);
  }

  @Test
  void unknown_values_at_sites_and_installations_fail_closed() throws JsonProcessingException {
    var site =
        mapper.readValue(
            """
            {"siteId": "site-1", "name": "S", "status": "FLOATING", "mesVersion": "4.0.0",
             "apiVersion": "1.0.0", "development": false, "labels": {"a": "b"}, "fresh": 1,
             "maintenanceWindows": [{"cron": "0 1 * * *", "duration": "PT2H", "timeZone": "UTC", "fresh": 1}]}""",
            SiteState.class);
    var installation =
        mapper.readValue(
            """
            {"installationId": "%1$s", "siteId": "site-1", "packageId": "%1$s", "pluginId": "risk",
             "version": "1.0.0", "status": "DREAMING", "desiredStatus": "ACTIVE", "generation": 1,
             "observedGeneration": 0, "inDesiredState": true, "fresh": 1}"""
                .formatted(ID),
            InstallationState.class);

    assertThat(site.status()).isEqualTo(SiteStatus.UNKNOWN);
    assertThat(site.maintenanceWindows())
        .containsExactly(new MaintenanceWindow("0 1 * * *", Duration.ofHours(2), "UTC"));
    assertThat(installation.status()).isEqualTo(InstallationStatus.UNKNOWN);
    assertThat(installation.status().isLive()).isFalse();
  }

  @Test
  void an_agent_reads_an_action_it_does_not_know() throws JsonProcessingException {
    var json =
        """
        {"siteId": "site-1", "siteGeneration": 9, "plugins": [{"installationId": "%1$s",
          "generation": 3, "planId": "%1$s", "pluginId": "risk", "action": "HIBERNATED",
          "packageRef": {"packageId": "%1$s", "version": "1.0.0", "checksum": "ab", "size": 1,
            "contentUrl": "/c", "attestationUrl": "/a", "fresh": 1},
          "requires": [], "configuration": {"n": 1.5}, "secretRefs": [], "fresh": 1}], "fresh": 1}"""
            .formatted(ID);

    var desired = mapper.readValue(json, DesiredState.class);

    assertThat(desired.plugins())
        .extracting(DesiredState.Plugin::action)
        .isEqualTo(List.of(DesiredState.Action.UNKNOWN));
  }

  @Test
  void a_state_is_one_object_with_the_names_of_its_components() throws JsonProcessingException {
    var tree = mapper.readValue(mapper.writeValueAsString(packageEvent()), ObjectNode.class);

    assertThat(tree.propertyStream().map(it -> it.getKey()))
        .containsExactly("eventId", "type", "revision", "at", "state");
    assertThat(tree.at("/state/uploadedAt").textValue()).isEqualTo("2026-01-01T12:00:00.123456Z");
  }

  private StateEvent<PackageState> packageEvent() throws JsonProcessingException {
    return mapper.readValue(PACKAGE, new TypeReference<>() {});
  }
}
