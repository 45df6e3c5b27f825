package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * What a check finds: a manifest with a hundred thousand faults is as well described by the first
 * of them, which take less memory.
 */
final class FirstFindings extends AbstractList<Finding> {
  static final int MOST = 100;

  private final List<Finding> first = new ArrayList<>();

  @Override
  public boolean add(Finding it) {
    return first.size() < MOST && first.add(it);
  }

  @Override
  public Finding get(int index) {
    return first.get(index);
  }

  @Override
  public int size() {
    return first.size();
  }
}
