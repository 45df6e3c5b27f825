package dev.pluginsuite.health.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleReaderTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final String GOOD =
      """
      {"errorCount":0,"warningCount":2,"avgExecutionTime":150,"memoryUsage":256,"cpuUsage":15.5,"executionCount":10,\
      "recordedAt":"2026-01-31T11:59:00Z"}""";

  private final ObjectMapper json = JsonMapper.builder().addModule(new JavaTimeModule()).build();
  private final SampleReader reader =
      new SampleReader(json, new SampleCheck(new FourCores(), Clock.fixed(NOON, ZoneOffset.UTC)));

  @Test
  void a_good_sample_is_read() throws JsonProcessingException {
    var sample = reader.read(json.readTree(GOOD));

    assertThat(sample.cpuUsage()).isEqualTo(15.5);
    assertThat(sample.recordedAt()).isEqualTo("2026-01-31T11:59:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"errorCount", "warningCount", "avgExecutionTime", "memoryUsage", "cpuUsage"})
  void what_is_required_is_missed_by_name(String field) {
    assertRefused(GOOD.replace("\"" + field + "\"", "\"x" + field + "\""), field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"executionCount", "recordedAt"})
  void what_is_optional_may_be_left_out(String field) throws JsonProcessingException {
    assertThat(reader.read(json.readTree(GOOD.replace("\"" + field + "\"", "\"x\"")))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "errorCount, -1",
    "errorCount, 1.5",
    "errorCount, 1000000001",
    "errorCount, 99999999999999999999",
    "errorCount, many",
    "warningCount, -1",
    "executionCount, -1",
    "avgExecutionTime, -0.1",
    "avgExecutionTime, NaN",
    "avgExecutionTime, Infinity",
    "avgExecutionTime, 1e999",
    "memoryUsage, -1",
    "memoryUsage, {}",
    "cpuUsage, -1",
    "cpuUsage, 400.1",
    "cpuUsage, NaN",
    "recordedAt, 2026-01-31T12:05:00.001Z",
    "recordedAt, 2026-01-01T11:59:59Z",
    "recordedAt, +1000000000-12-31T23:59:59Z",
    "recordedAt, yesterday"
  })
  void what_is_wrong_is_refused_by_name(String field, String value) {
    var written = value.matches("-?[0-9.e]+|\\{}") ? value : "\"" + value + "\"";

    assertRefused(
        GOOD.replaceFirst("\"" + field + "\":[^,}]+(Z\")?", "\"" + field + "\":" + written), field);
  }

  @ParameterizedTest
  @CsvSource({
    "cpuUsage, 400",
    "recordedAt, 2026-01-31T12:05:00Z",
    "recordedAt, 2026-01-01T12:00:00Z"
  })
  void a_bound_is_still_good(String field, String value) throws JsonProcessingException {
    var written = field.equals("recordedAt") ? "\"" + value + "\"" : value;
    var text = GOOD.replaceFirst("\"" + field + "\":[^,}]+(Z\")?", "\"" + field + "\":" + written);

    assertThat(reader.read(json.readTree(text))).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "5", "\"text\""})
  void what_is_no_object_is_refused(String text) {
    assertRefused(text, "sample");
  }

  private void assertRefused(String text, String field) {
    assertThatThrownBy(() -> reader.read(json.readTree(text)))
        .isInstanceOfSatisfying(
            Problem.class,
            refusal ->
                assertThat(refusal.errors()).extracting(FieldError::field).containsExactly(field));
  }

  private static final class FourCores implements HealthConfig {
    @Override
    public Duration retention() {
      return Duration.ofDays(30);
    }

    @Override
    public Duration clockSkew() {
      return Duration.ofMinutes(5);
    }

    @Override
    public Duration window() {
      return Duration.ofMinutes(5);
    }

    @Override
    public int mostCores() {
      return 4;
    }
  }
}
