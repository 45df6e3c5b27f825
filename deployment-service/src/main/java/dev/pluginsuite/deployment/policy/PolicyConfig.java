package dev.pluginsuite.deployment.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The policies, by name. Whoever deploys cannot change them: they belong to the operators. */
@ConfigMapping(prefix = "suite.policies")
interface PolicyConfig {
  @WithParentName
  Map<String, Rule> all();

  /** What holds for which sites. */
  interface Rule {
    /** Labels all of which a site has that it holds for; none stands for every site. */
    Map<String, String> sites();

    /** Values of labels that take a site out of it. A site without the label stays in. */
    Map<String, List<String>> unless();

    /** Whether somebody else than the creator has to approve. */
    @WithDefault("true")
    boolean secondPerson();

    /**
     * An RE2 expression that the whole of a change reference has to match; none is needed without.
     */
    Optional<String> changeReference();
  }
}
