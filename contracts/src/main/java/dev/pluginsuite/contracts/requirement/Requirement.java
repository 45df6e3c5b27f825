package dev.pluginsuite.contracts.requirement;

/**
 * One thing that the suite was asked to do.
 *
 * @param id what tests are tagged with
 */
record Requirement(String id, String section, String sentence) {}
