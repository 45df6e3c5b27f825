package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;

/** One rule about manifests. It says nothing about a field that an earlier check speaks of. */
interface ManifestCheck {
  Requirement requirement();

  List<Finding> check(ManifestUnderTest manifest);
}
