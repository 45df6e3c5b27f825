package dev.pluginsuite.validation.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pluginsuite.api.validation.Finding;
import dev.pluginsuite.validation.manifest.Hooks.Hook;
import java.util.List;

/** 13: the host can call every hook. */
final class HooksCheck implements ManifestCheck {
  private static final Requirement REQUIREMENT =
      Requirement.error(
          13,
          "manifest-hooks",
          "Every hook is at a known hook point, with priority 0 to 100 and timeout 1 to 60,000 ms.");
  private static final int HIGHEST_PRIORITY = 100;
  private static final int LONGEST_TIMEOUT = 60_000;

  @Override
  public Requirement requirement() {
    return REQUIREMENT;
  }

  @Override
  public List<Finding> check(ManifestUnderTest manifest) {
    var hooks = Hooks.of(manifest);
    var findings = new FirstFindings();
    hooks
        .misread()
        .forEach(it -> findings.add(REQUIREMENT.unmet(it.at(), it.fault(), it.remedy())));
    for (var hook : hooks.declared()) {
      if (!manifest.rules().hookPoints().containsKey(hook.point())) {
        findings.add(unknownPoint(hook));
      }
      checkNumber(hook, "priority", 0, HIGHEST_PRIORITY, findings);
      checkNumber(hook, "timeout", 1, LONGEST_TIMEOUT, findings);
      checkHandler(hook, findings);
    }
    return findings;
  }

  private static Finding unknownPoint(Hook hook) {
    return REQUIREMENT.unmet(
        hook.pointAt(),
        "%s is not a hook point.".formatted(hook.point()),
        "Use one of the hook points that GET /admin/plugin-registry/rules lists.");
  }

  private static void checkNumber(
      Hook hook, String setting, int least, int most, List<Finding> findings) {
    var value = hook.settings().path(setting);
    if (!isAbsent(value)
        && !(value.isIntegralNumber()
            && value.canConvertToInt()
            && value.intValue() >= least
            && value.intValue() <= most)) {
      findings.add(
          REQUIREMENT.unmet(
              hook.at().appendProperty(setting),
              "%s is %s.".formatted(setting, value),
              "Write a whole number from %d to %d, or leave it out.".formatted(least, most)));
    }
  }

  private static void checkHandler(Hook hook, List<Finding> findings) {
    var handler = hook.settings().path("handler");
    if (!isAbsent(handler) && (!handler.isTextual() || handler.textValue().isBlank())) {
      findings.add(
          REQUIREMENT.unmet(
              hook.at().appendProperty("handler"),
              "handler is not a text.",
              "Name the function that handles the hook, or leave it out."));
    }
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isMissingNode() || value.isNull();
  }
}
