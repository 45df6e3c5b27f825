package dev.pluginsuite.installation.install;

/** The answer to a dry run. */
record PlanAnswer(PlanView data) {}
