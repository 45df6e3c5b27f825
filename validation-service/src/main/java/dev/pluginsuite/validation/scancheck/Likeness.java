package dev.pluginsuite.validation.scancheck;

/** Whether people may take one name for another. */
final class Likeness {
  private static final int LONG = 10;
  private static final int SHORT = 5;

  private Likeness() {}

  /** A slip or two apart, or written with letters that look alike; equal names are not alike. */
  static boolean areAlike(String left, String right) {
    if (left.equals(right)) {
      return false;
    }
    var shorter = Math.min(left.length(), right.length());
    return shape(left).equals(shape(right))
        || (shorter >= SHORT && distance(left, right) <= (shorter >= LONG ? 2 : 1));
  }

  /** The name as it looks from afar. */
  private static String shape(String name) {
    return name.replace("rn", "m")
        .replace("vv", "w")
        .replace("cl", "d")
        .replace('0', 'o')
        .replace('1', 'l')
        .replace('i', 'l')
        .replace('5', 's')
        .replaceAll("[-_.]", "");
  }

  /**
   * Damerau and Levenshtein's: letters changed, added, left out or swapped with their neighbour.
   */
  static int distance(String left, String right) {
    var before = new int[right.length() + 1];
    var last = new int[right.length() + 1];
    var row = new int[right.length() + 1];
    for (var j = 0; j <= right.length(); j++) {
      last[j] = j;
    }
    for (var i = 1; i <= left.length(); i++) {
      row[0] = i;
      for (var j = 1; j <= right.length(); j++) {
        var cost = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (isSwap(left, i, right, j)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      var free = before;
      before = last;
      last = row;
      row = free;
    }
    return last[right.length()];
  }

  private static boolean isSwap(String left, int i, String right, int j) {
    return i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1);
  }
}
