package dev.pluginsuite.validation.osv;

/**
 * What was in an export.
 *
 * @param advisories those about npm packages
 * @param entries one for each package that one of them is about
 * @param skipped advisories that are withdrawn or about no npm package
 */
public record OsvCounts(int advisories, int entries, int skipped) {}
