package dev.pluginsuite.deployment.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What deployments to some sites need.
 *
 * @param sites labels all of which a site has that it holds for
 * @param unless values of labels that take a site out of it
 * @param secondPerson whether somebody else than the creator has to approve
 * @param changeReference what a change reference has to match; none is needed without
 */
public record Policy(
    String name,
    Map<String, String> sites,
    Map<String, List<String>> unless,
    boolean secondPerson,
    @Nullable Pattern changeReference) {

  static Policy of(String name, PolicyConfig.Rule rule) {
    return new Policy(
        name,
        Map.copyOf(rule.sites()),
        Map.copyOf(rule.unless()),
        rule.secondPerson(),
        rule.changeReference().map(it -> compiled(name, it)).orElse(null));
  }

  private static Pattern compiled(String name, String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      throw new IllegalStateException(
          "suite.policies.%s.change-reference is no RE2 expression: %s".formatted(name, expression),
          e);
    }
  }

  /** What a site is not known to be, it is not: without the label it stays under the policy. */
  boolean covers(Map<String, String> labels) {
    return labels.entrySet().containsAll(sites.entrySet())
        && unless.entrySet().stream()
            .noneMatch(it -> it.getValue().contains(labels.getOrDefault(it.getKey(), "")));
  }

  boolean accepts(@Nullable String reference) {
    return changeReference == null || (reference != null && changeReference.matches(reference));
  }
}
