package dev.pluginsuite.validation.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeywordsTest {
  @Test
  void finds_exactly_what_a_simple_search_finds() {
    var random = new Random(7);
    for (var round = 0; round < 300; round++) {
      var keywords = new ArrayList<List<String>>();
      for (var i = 0; i < 8; i++) {
        keywords.add(List.of(text(random, 1 + random.nextInt(4)), text(random, 2)));
      }
      var text = text(random, random.nextInt(60));
      var bytes = text.getBytes(UTF_8);

      var found = new Keywords(keywords).in(bytes, bytes.length);

      assertThat(found).as("%s in %s", keywords, text).isEqualTo(simply(keywords, text));
    }
  }

  private static BitSet simply(List<List<String>> keywords, String text) {
    var found = new BitSet();
    var lower = text.toLowerCase(Locale.ROOT);
    for (var i = 0; i < keywords.size(); i++) {
      found.set(
          i, keywords.get(i).stream().anyMatch(it -> lower.contains(it.toLowerCase(Locale.ROOT))));
    }
    return found;
  }

  private static String text(Random random, int length) {
    var text = new StringBuilder();
    for (var i = 0; i < length; i++) {
      text.append("aAbBc".charAt(random.nextInt(5)));
    }
    return text.toString();
  }
}
