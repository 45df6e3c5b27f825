package dev.pluginsuite.health.status;

/** What an installation that says nothing may be excused by. */
enum Life {
  /** It has run for long enough to have been heard of. */
  RUNNING,
  /** What is to be measured has come so lately that nothing can be expected of it yet. */
  FRESH,
  /** It is not active: nothing has to be heard of it. */
  INACTIVE
}
