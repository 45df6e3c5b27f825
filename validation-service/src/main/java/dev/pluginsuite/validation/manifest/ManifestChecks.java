package dev.pluginsuite.validation.manifest;

import dev.pluginsuite.api.validation.Finding;
import java.util.List;
import java.util.stream.Stream;

/** All checks, in the order of their numbers. */
public final class ManifestChecks {
  private final ManifestCheck readable = new JsonObjectCheck();
  private final List<ManifestCheck> others =
      List.of(
          new RequiredFieldsCheck(),
          new IdCheck(),
          new SubmittedIdCheck(),
          new NameCheck(),
          new VersionCheck(),
          new SubmittedVersionCheck(),
          new ApiVersionCheck(),
          new ApiCompatibilityCheck(),
          new MesRangeCheck(),
          new MesSitesCheck(),
          new LicenseCheck(SpdxLicenses.bundled()),
          new HooksCheck(),
          new HookUseCheck(),
          new PermissionsCheck(),
          new DependenciesCheck(),
          new DependencyRangesCheck(),
          new ConfigurationCheck(),
          new MainCheck(),
          new FieldTypesCheck(),
          new UnknownFieldsCheck());

  /** What one check found, and how long it took. */
  public record Result(Requirement requirement, List<Finding> findings, long nanos) {}

  /** What each demands. */
  public List<Requirement> requirements() {
    return Stream.concat(Stream.of(readable), others.stream())
        .map(ManifestCheck::requirement)
        .toList();
  }

  /** Runs all of them; of a manifest that cannot be read there is only that to say. */
  public List<Result> run(ManifestUnderTest manifest) {
    var first = run(readable, manifest);
    return first.findings().isEmpty()
        ? Stream.concat(Stream.of(first), others.stream().map(it -> run(it, manifest))).toList()
        : List.of(first);
  }

  private static Result run(ManifestCheck check, ManifestUnderTest manifest) {
    var start = System.nanoTime();
    var findings = check.check(manifest).stream().limit(FirstFindings.MOST).toList();
    return new Result(check.requirement(), findings, System.nanoTime() - start);
  }
}
