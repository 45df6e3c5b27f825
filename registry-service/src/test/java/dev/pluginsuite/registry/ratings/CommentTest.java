package dev.pluginsuite.registry.ratings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommentTest {
  @Test
  void keeps_what_people_read() {
    assertThat(Comment.cleaned("Grüße 😀\r\nzweite Zeile")).isEqualTo("Grüße 😀\nzweite Zeile");
  }

  @Test
  void loses_what_only_machines_see() {
    assertThat(Comment.cleaned(" a\0b\u001b[31m\t\u0085\u202e\u2066c\ud83d "))
        .isEqualTo("ab[31m\nc");
  }

  @Test
  void may_be_nothing() {
    assertThat(Comment.cleaned(null)).isEmpty();
  }
}
