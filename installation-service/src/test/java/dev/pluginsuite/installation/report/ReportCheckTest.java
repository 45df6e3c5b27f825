package dev.pluginsuite.installation.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.api.installation.SiteReport;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportCheckTest {
  private static final UUID ID = UUID.randomUUID();

  /** The database refuses it, and the agent would send the same report for ever. */
  @Test
  void a_character_that_cannot_be_kept_does_not_spoil_a_report() {
    var failure = new SiteReport.Failure(ID, ID, "acti\0vate", "no\0pe");

    var kept = ReportCheck.checked(new SiteReport(1, Instant.EPOCH, "1\0.0", List.of(), failure));

    assertThat(kept.agentVersion()).isEqualTo("1 .0");
    assertThat(kept.failure()).isEqualTo(new SiteReport.Failure(ID, ID, "acti vate", "no pe"));
  }
}
