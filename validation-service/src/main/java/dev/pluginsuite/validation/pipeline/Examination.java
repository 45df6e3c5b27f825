package dev.pluginsuite.validation.pipeline;

import dev.pluginsuite.validation.npm.NpmComponent;
import java.util.List;

/**
 * What a validation found, and what is in the package.
 *
 * @param components the npm libraries, each name and version once
 */
public record Examination(Report report, List<NpmComponent> components) {}
