package dev.pluginsuite.health.alert;

/** When somebody is called because of a plugin; revision 0 is what holds where nothing was set. */
record AlertRuleView(String pluginId, AlertTerms terms, long revision) {
  static AlertRuleView of(AlertRule it) {
    return new AlertRuleView(it.pluginId, it.terms, it.revision);
  }
}
