package dev.pluginsuite.validation.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Finds which of many keywords are in some text in one pass over it (Aho and Corasick's automaton),
 * so that expressions, which are slow, are tried on few lines. ASCII letters match in any case.
 */
public final class Keywords {
  private static final int BYTES = 256;

  /** Shared, because most lines have none: not to be changed. */
  private static final BitSet NOTHING = new BitSet();

  /** Which column of the table a byte has: one for each that is in a keyword, and 0 for others. */
  private final int[] columns = new int[BYTES];

  private final int width;
  private final int[] next;
  private final BitSet[] found;

  /**
   * @param keywords lists of them; what is found are their indices
   */
  public Keywords(List<List<String>> keywords) {
    var all = keywords.stream().flatMap(List::stream).map(it -> it.getBytes(UTF_8)).toList();
    width = nameColumns(all);
    var most = 1 + all.stream().mapToInt(it -> it.length).sum();
    var trie = new int[most * width];
    Arrays.fill(trie, -1);
    found = new BitSet[most];
    var states = 1;
    for (var i = 0; i < keywords.size(); i++) {
      for (var keyword : keywords.get(i)) {
        var state = 0;
        for (var b : keyword.getBytes(UTF_8)) {
          var at = state * width + columns[b & 0xFF];
          if (trie[at] < 0) {
            trie[at] = states++;
          }
          state = trie[at];
        }
        ends(state).set(i);
      }
    }
    next = Arrays.copyOf(trie, states * width);
    link(states);
    toRows();
  }

  /**
   * The lists of which a keyword is in the text. Every byte of every text comes by here: a state is
   * where its row begins, and what is below zero says that something is found there.
   */
  public BitSet in(byte[] text, int length) {
    BitSet all = null;
    var row = 0;
    for (var i = 0; i < length; i++) {
      row = next[row + columns[text[i] & 0xFF]];
      if (row < 0) {
        row = ~row;
        all = all == null ? new BitSet() : all;
        all.or(found[row / width]);
      }
    }
    return all == null ? NOTHING : all;
  }

  /** Answers how many there are. */
  private int nameColumns(List<byte[]> keywords) {
    var count = 1;
    for (var keyword : keywords) {
      for (var b : keyword) {
        var lower = b >= 'A' && b <= 'Z' ? b + 32 : b & 0xFF;
        if (columns[lower] == 0) {
          columns[lower] = count++;
        }
      }
    }
    System.arraycopy(columns, 'a', columns, 'A', 26);
    return count;
  }

  /** Turns the trie into an automaton: where no keyword goes on, its longest ending does. */
  private void link(int states) {
    var fallback = new int[states];
    var open = new ArrayDeque<Integer>();
    for (var b = 0; b < width; b++) {
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
      for (var b = 0; b < width; b++) {
        var onward = next[fallback[state] * width + b];
        var child = next[state * width + b];
        if (child < 0) {
          next[state * width + b] = onward;
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

  private void toRows() {
    for (var i = 0; i < next.length; i++) {
      var row = next[i] * width;
      next[i] = found[next[i]] == null ? row : ~row;
    }
  }
}
