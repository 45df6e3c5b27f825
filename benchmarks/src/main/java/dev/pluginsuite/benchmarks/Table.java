package dev.pluginsuite.benchmarks;

/** A table in Markdown: the first column is text, the others are figures. */
final class Table {
  private final StringBuilder text = new StringBuilder();

  Table(String... headings) {
    row(headings);
    text.append("|---").append("|---:".repeat(headings.length - 1)).append("|\n");
  }

  final Table row(String... cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
