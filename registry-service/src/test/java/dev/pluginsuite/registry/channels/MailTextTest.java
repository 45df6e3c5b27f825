package dev.pluginsuite.registry.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailTextTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void each_fact_has_its_line() {
    var mail = of(Map.of("pluginId", "press-monitor", "version", "1.2.0", "risk", "LOW"));

    assertThat(mail.subject()).isEqualTo("[plugin registry] package.approved press-monitor 1.2.0");
    assertThat(mail.text().lines())
        .contains(
            "package.approved at 2026-01-01T12:00:00Z",
            "pluginId: press-monitor",
            "version: 1.2.0",
            "risk: LOW",
            "Notice 1");
  }

  @Test
  void foreign_text_makes_no_header_and_no_line_of_its_own() {
    var mail =
        of(
            Map.of(
                "pluginId",
                "p\r\nBcc: victim@example.com",
                "version",
                "1.0\u2028\u202Egnol\u0000".repeat(50)));

    assertThat(mail.subject()).doesNotContain("\r", "\n", "\u2028", "\u202E", "\u0000");
    assertThat(mail.subject().length()).isLessThan(300);
    assertThat(mail.text().lines()).noneMatch(it -> it.startsWith("Bcc"));
  }

  @Test
  void a_reason_is_quoted_line_by_line() {
    var mail = of(Map.of("reason", "See CVE-2026-1.\r\nNotice 2\u2028You get this"));

    assertThat(mail.text().lines())
        .containsSequence(
            "Reason given:", "> See CVE-2026-1.", "> Notice 2", "> You get this", "", "Notice 1");
  }

  @Test
  void no_character_is_cut_in_two() {
    var text = "x".repeat(9) + "😀";

    assertThat(PlainText.line(text, 10)).isEqualTo("x".repeat(9) + "…");
    assertThat(PlainText.line(text, 11)).isEqualTo(text);
  }

  private static MailText of(Map<String, ?> data) {
    return MailText.of(
        JSON.valueToTree(
            Map.of(
                "id",
                "1",
                "type",
                "package.approved",
                "time",
                "2026-01-01T12:00:00Z",
                "data",
                data)));
  }
}
