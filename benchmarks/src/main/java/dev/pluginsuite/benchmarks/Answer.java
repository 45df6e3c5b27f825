package dev.pluginsuite.benchmarks;

/** Whether there is a plan. */
enum Answer {
  YES,
  NO,
  GIVEN_UP
}
