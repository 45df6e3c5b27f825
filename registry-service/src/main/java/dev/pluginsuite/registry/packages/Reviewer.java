package dev.pluginsuite.registry.packages;

/**
 * Who decides about a package.
 *
 * @param principal the token's subject: e-mail addresses change hands
 * @param name the token's e-mail
 */
record Reviewer(String principal, String name) {
  /** Decides in a DEVELOPER registry. */
  static final Reviewer POLICY = new Reviewer("policy", "policy");
}
