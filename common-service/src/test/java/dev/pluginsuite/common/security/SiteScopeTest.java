package dev.pluginsuite.common.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SiteScopeTest {

  @Test
  void all_contains_every_site() {
    assertThat(SiteScope.ALL.contains("site-1")).isTrue();
    assertThat(SiteScope.ALL.asArray()).isEmpty();
  }

  @Test
  void some_contain_what_they_name() {
    var scope = SiteScope.of(Set.of("site-1", "site-2"));

    assertThat(scope.contains("site-1")).isTrue();
    assertThat(scope.contains("site-3")).isFalse();
    assertThat(scope.contains("*")).isFalse();
    assertThat(scope.asArray()).containsExactlyInAnyOrder("site-1", "site-2");
  }

  @Test
  void none_contain_nothing() {
    assertThat(SiteScope.of(Set.of()).contains("site-1")).isFalse();
  }
}
