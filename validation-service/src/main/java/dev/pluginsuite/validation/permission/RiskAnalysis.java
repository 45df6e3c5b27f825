package dev.pluginsuite.validation.permission;

import dev.pluginsuite.api.registry.RiskLevel;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The risk of a plugin is that of its riskiest permission; very many of them are a risk too. */
public final class RiskAnalysis {
  private static final int MANY = 10;

  private final Map<String, RiskLevel> risks;

  /**
   * @param risks of every known permission
   */
  public RiskAnalysis(Map<String, RiskLevel> risks) {
    this.risks = Map.copyOf(risks);
  }

  public RiskLevel riskOf(Collection<String> permissions) {
    var distinct = Set.copyOf(permissions);
    var highest = distinct.stream().map(this::riskOf).reduce(RiskLevel.LOW, RiskLevel::max);
    return distinct.size() > MANY ? highest.max(RiskLevel.MEDIUM) : highest;
  }

  /** What a permission that nobody knows allows, nobody knows: the worst is assumed. */
  private RiskLevel riskOf(String permission) {
    return risks.getOrDefault(permission, RiskLevel.HIGH);
  }
}
