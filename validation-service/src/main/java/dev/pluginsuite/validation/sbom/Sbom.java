package dev.pluginsuite.validation.sbom;

import dev.pluginsuite.validation.npm.NpmComponent;
import java.util.List;

/**
 * A bill of materials, ready to be stored.
 *
 * @param bom CycloneDX 1.6, JSON
 */
public record Sbom(SbomSubject subject, String bom, List<NpmComponent> components) {}
