package dev.pluginsuite.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pluginsuite.validation.archive.ArchiveLimits;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveConfigTest {

  @Test
  void packages_may_be_as_large_as_people_want_and_unpack_to_what_sites_bear() {
    var limits = config("largest", "2147483648").limits();

    assertThat(limits)
        .isEqualTo(new ArchiveLimits(1L << 31, ArchiveLimits.DEFAULT.unpacked(), 100, 10_000));
  }

  @ParameterizedTest
  @CsvSource({"unpacked, 1073741825", "ratio, 101", "entries, 10001", "entries, 0"})
  void what_sites_would_refuse_is_no_limit(String key, String value) {
    assertThatThrownBy(() -> config(key, value).limits())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("suite.archive." + key);
  }

  private static ArchiveConfig config(String key, String value) {
    return new SmallRyeConfigBuilder()
        .withMapping(ArchiveConfig.class)
        .withDefaultValue("suite.archive." + key, value)
        .build()
        .getConfigMapping(ArchiveConfig.class);
  }
}
