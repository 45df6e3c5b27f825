package dev.pluginsuite.registry.source;

import io.smallrye.mutiny.Uni;

/** One kind of {@code packageUrl}. A further kind is a further bean. */
public interface PackageSource {
  /** Whether a URL is of this kind, wherever it leads. */
  boolean reads(String packageUrl);

  /**
   * Brings the bytes to where uploads lie, in no transaction; continues on the caller's context.
   * Leaves nothing when it fails.
   */
  Uni<StagedPackage> stage(Wanted wanted);
}
