package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.registry.packages.SubmissionIntake.Wish;
import dev.pluginsuite.registry.problem.RegistryProblem;
import jakarta.enterprise.context.ApplicationScoped;

/** What a version that is there already means to somebody who submits it. */
@ApplicationScoped
class SameAgain {
  private final ObjectMapper json;

  SameAgain(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Whether it is the answer itself: the same bytes and manifest from the same submitter. Refuses
   * anything else, unless the version is open to be submitted again.
   */
  boolean isAnswer(PluginPackage before, Wish wish) {
    if (before.isOpenTo(wish.by().principal())) {
      return false;
    }
    if (isSame(before, wish)) {
      return true;
    }
    throw RegistryProblem.DUPLICATE_VERSION.because(
        "%s %s is %s in registry %s already; submit a higher version."
            .formatted(before.pluginId, before.pluginVersion, before.status(), before.registryId));
  }

  private boolean isSame(PluginPackage before, Wish wish) {
    try {
      return before.uploader.equals(wish.by().principal())
          && before.checksum.equals(wish.checksum())
          && json.readTree(before.manifest).equals(wish.body().manifest());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored manifest cannot be read", e);
    }
  }
}
