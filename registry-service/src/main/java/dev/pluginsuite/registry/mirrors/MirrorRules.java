package dev.pluginsuite.registry.mirrors;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pluginsuite.api.registry.LicenseType;
import dev.pluginsuite.api.registry.RiskLevel;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which approved packages a mirror shows: those that every rule lets through. A rule that is absent
 * lets all through.
 *
 * @param pluginIds ids, or beginnings of ids that end in {@code *}
 * @param highestRisk the riskiest that is shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MirrorRules(
    @Size(min = 1, max = 200)
        @Nullable
            List<
                @NotNull
                @Pattern(
                    regexp = "[a-z0-9-]{0,64}\\*?",
                    message = "must be a plugin id, or the beginning of one and a *")
                String>
            pluginIds,
    @Size(min = 1) @Nullable List<@NotNull LicenseType> licenseTypes,
    @Nullable RiskLevel highestRisk) {
  static final MirrorRules ALL = new MirrorRules(null, null, null);

  boolean show(Mirrorable it) {
    return it.approved() && plugin(it) && license(it) && risk(it);
  }

  private boolean plugin(Mirrorable it) {
    return pluginIds == null || pluginIds.stream().anyMatch(rule -> matches(rule, it.pluginId()));
  }

  private static boolean matches(String rule, String pluginId) {
    return rule.endsWith("*")
        ? pluginId.startsWith(rule.substring(0, rule.length() - 1))
        : pluginId.equals(rule);
  }

  private boolean license(Mirrorable it) {
    return licenseTypes == null || licenseTypes.contains(it.licenseType());
  }

  private boolean risk(Mirrorable it) {
    return highestRisk == null || (it.risk() != null && it.risk().compareTo(highestRisk) <= 0);
  }
}
