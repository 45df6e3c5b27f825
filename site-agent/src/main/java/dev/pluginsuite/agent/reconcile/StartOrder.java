package dev.pluginsuite.agent.reconcile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Plugins and what they need. A circle, which the group never plans, is broken anywhere. */
final class StartOrder {
  private final Function<String, Collection<String>> requires;

  StartOrder(Function<String, Collection<String>> requires) {
    this.requires = requires;
  }

  /** Each plugin after all it needs; otherwise by name, so that the same set gives one order. */
  List<String> of(Set<String> pluginIds) {
    var order = new LinkedHashSet<String>();
    var seen = new HashSet<String>();
    new TreeSet<>(pluginIds).forEach(it -> visit(it, pluginIds, seen, order));
    return List.copyOf(order);
  }

  List<String> reversed(Set<String> pluginIds) {
    var order = new ArrayList<>(of(pluginIds));
    Collections.reverse(order);
    return order;
  }

  private void visit(String id, Set<String> among, Set<String> seen, Set<String> order) {
    if (among.contains(id) && seen.add(id)) {
      new TreeSet<>(requires.apply(id)).forEach(it -> visit(it, among, seen, order));
      order.add(id);
    }
  }

  /** The first ones and those of the others that need one of them, directly or not. */
  Set<String> withDependents(Set<String> first, Set<String> others) {
    var found = new HashSet<>(first);
    var before = 0;
    while (before < found.size()) {
      before = found.size();
      others.stream()
          .filter(it -> requires.apply(it).stream().anyMatch(found::contains))
          .toList()
          .forEach(found::add);
    }
    return found;
  }
}
