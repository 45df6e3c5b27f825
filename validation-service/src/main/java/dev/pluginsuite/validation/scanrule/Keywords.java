package dev.pluginsuite.validation.scanrule;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds which of many keywords are in some text in one pass over it (Aho and Corasick's automaton),
 * so that expressions, which are slow, are tried on few lines. ASCII letters match in any case.
 */
final class Keywords {
  private static final int BYTES = 256;

  private final int[] next;
  private final BitSet[] found;

  /**
   * @param keywords lists of them; what is found are their indices
   */
  Keywords(List<List<String>> keywords) {
    var most =
        1 + keywords.stream().flatMap(List::stream).mapToInt(it -> it.getBytes(UTF_8).length).sum();
    var trie = new int[most * BYTES];
    Arrays.fill(trie, -1);
    found = new BitSet[most];
    var states = 1;
    for (var i = 0; i < keywords.size(); i++) {
      for (var keyword : keywords.get(i)) {
        var state = 0;
        for (var b : keyword.getBytes(UTF_8)) {
          var at = state * BYTES + lower(b);
          if (trie[at] < 0) {
            trie[at] = states++;
          }
          state = trie[at];
        }
        ends(state).set(i);
      }
    }
    next = Arrays.copyOf(trie, states * BYTES);
    link(states);
  }

  /** The lists of which a keyword is in the text. */
  BitSet in(byte[] text, int length) {
    var all = new BitSet();
    var state = 0;
    for (var i = 0; i < length; i++) {
      state = next[state * BYTES + lower(text[i])];
      if (found[state] != null) {
        all.or(found[state]);
      }
    }
    return all;
  }

  /** Turns the trie into an automaton: where no keyword goes on, its longest ending does. */
  private void link(int states) {
    var fallback = new int[states];
    var open = new ArrayDeque<Integer>();
    for (var b = 0; b < BYTES; b++) {
      if (next[b] < 0) {
        next[b] = 0;
      } else {
        open.add(next[b]);
      }
    }
    while (!open.isEmpty()) {
      var state = open.remove();
      if (found[fallback[state]] != null) {
        ends(state).or(found[fallback[state]]);
      }
      for (var b = 0; b < BYTES; b++) {
        var onward = next[fallback[state] * BYTES + b];
        var child = next[state * BYTES + b];
        if (child < 0) {
          next[state * BYTES + b] = onward;
        } else {
          fallback[child] = onward;
          open.add(child);
        }
      }
    }
  }

  private BitSet ends(int state) {
    if (found[state] == null) {
      found[state] = new BitSet();
    }
    return found[state];
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b & 0xFF;
  }
}
