package dev.pluginsuite.registry.packages;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * How much JSON is read before it is refused. The limit of HTTP bodies is that of packages, which
 * are streamed; JSON is kept in memory.
 */
@Singleton
class JsonLimits implements ObjectMapperCustomizer {
  private static final long LONGEST = 2L * 1024 * 1024;

  /** An event nests a manifest some levels deeper, and has to be readable too. */
  private static final int DEEPEST = 500;

  @Override
  public void customize(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(LONGEST)
                .maxNestingDepth(DEEPEST)
                .build());
  }
}
