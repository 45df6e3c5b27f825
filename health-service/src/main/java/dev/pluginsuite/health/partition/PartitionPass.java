package dev.pluginsuite.health.partition;

import dev.pluginsuite.health.partition.PartitionTable.State;
import java.sql.SQLException;
import java.util.Map;

/** Brings the days in the database to those that are kept, from wherever a pass before ended. */
final class PartitionPass {
  private final PartitionTable table;
  private final Kept kept;

  PartitionPass(PartitionTable table, Kept kept) {
    this.table = table;
    this.kept = kept;
  }

  /** While a day is half detached, no other can be. */
  void run() throws SQLException {
    if (!table.isMine()) {
      return;
    }
    finishDetaching();
    add();
    drop();
  }

  private void finishDetaching() throws SQLException {
    for (var day : table.days().entrySet()) {
      if (day.getValue() == State.HALF_DETACHED) {
        table.finishDetaching(day.getKey());
      }
    }
  }

  private void add() throws SQLException {
    var there = table.days();
    for (var day : kept.days()) {
      if (!there.containsKey(day)) {
        table.create(day);
      }
      if (there.getOrDefault(day, State.APART) == State.APART) {
        table.attach(day);
      }
    }
  }

  private void drop() throws SQLException {
    for (var day : table.days().entrySet()) {
      if (kept.isOver(day.getKey())) {
        drop(day);
      }
    }
  }

  private void drop(Map.Entry<Day, State> day) throws SQLException {
    if (day.getValue() != State.APART) {
      table.detach(day.getKey());
    }
    table.drop(day.getKey());
  }
}
