package dev.pluginsuite.registry.catalog;

/**
 * Something to narrow the catalogue by. Each is named like its query parameter, so that a counted
 * value is what to send.
 */
enum CatalogFacet {
  /** Where packages are shown; see {@link CatalogScope}. */
  REGISTRY_ID("registryId", "p.shown_in", "p.shown_in = any(%s)"),
  RISK("risk", "p.risk", "p.risk = any(%s)"),
  LICENSE("license", "p.license", "p.license = any(%s)"),
  LICENSE_TYPE("licenseType", "p.license_type", "p.license_type = any(%s)"),
  HOOK("hook", "p.hooks", "p.hooks && %s"),
  PERMISSION("permission", "p.permissions", "p.permissions && %s"),
  MIN_RATING("minRating", CatalogScope.MEAN, CatalogScope.MEAN + " >= %s");

  private final String parameter;
  private final String column;
  private final String condition;

  CatalogFacet(String parameter, String column, String condition) {
    this.parameter = parameter;
    this.column = column;
    this.condition = condition;
  }

  String parameter() {
    return parameter;
  }

  /** SQL: a value of the row, or an array of them. */
  String column() {
    return column;
  }

  /** SQL that is true for what has one of the wanted values. */
  String condition(String wanted) {
    return condition.formatted(wanted);
  }

  boolean isOfSeveralValues() {
    return this == HOOK || this == PERMISSION;
  }
}
