package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.validation.manifest.Hooks.Hook;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** 14: every hook does something, once. */
final class HookUseCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.warning(
          14, "manifest-hook-use", "Every hook is there once, with the permission it needs.");

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var granted = new HashSet<>(Permissions.of(manifest));
    var seen = new HashSet<String>();
    var findings = new FirstFindings();
    for (var hook : Hooks.of(manifest).declared()) {
      var needed = manifest.rules().hookPoints().getOrDefault(hook.point(), Set.of());
      if (!seen.add(hook.point())) {
        findings.add(twice(hook));
      } else if (!needed.isEmpty() && Collections.disjoint(needed, granted)) {
        findings.add(powerless(hook, needed));
      }
    }
    return findings;
  }

  private static Finding twice(Hook hook) {
    return REQUIREMENT.unmet(
        hook.pointAt(),
        "%s is there twice.".formatted(hook.point()),
        "Declare each hook point once and let one handler do both.");
  }

  private static Finding powerless(Hook hook, Set<String> needed) {
    return REQUIREMENT.unmet(
        hook.pointAt(),
        "%s needs a permission that the plugin does not ask for.".formatted(hook.point()),
        "Add %s to permissions, or remove the hook."
            .formatted(String.join(" or ", new TreeSet<>(needed))));
  }
}
