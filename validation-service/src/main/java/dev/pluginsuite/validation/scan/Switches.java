package dev.pluginsuite.validation.scan;

/**
 * How much a check counts.
 *
 * @param enabled whether it is carried out
 * @param enforced whether a CRITICAL finding stops the submission
 * @param required whether a submission may not pass without it
 */
public record Switches(boolean enabled, boolean enforced, boolean required) {
  public static final Switches ADVISED = new Switches(true, true, false);
}
