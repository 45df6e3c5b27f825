package dev.pluginsuite.installation.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pluginsuite.common.paging.Page;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlookPageTest {
  private static final Page<String> THREE = new Page<>(List.of("a", "b", "c"), 3, false);

  @Test
  void a_page_ends_where_time_did() {
    var page = look(Duration.ZERO);

    assertThat(page.rows()).containsExactly("A");
    assertThat(page.hasMore()).isTrue();
  }

  @Test
  void with_time_enough_it_is_whole() {
    var page = look(Duration.ofMinutes(1));

    assertThat(page.rows()).containsExactly("A", "B", "C");
    assertThat(page.hasMore()).isFalse();
  }

  private static Page<String> look(Duration atMost) {
    return OutlookService.each(
            THREE, it -> Uni.createFrom().item(it.toUpperCase(java.util.Locale.ROOT)), atMost)
        .subscribe()
        .withSubscriber(io.smallrye.mutiny.helpers.test.UniAssertSubscriber.create())
        .getItem();
  }
}
