package dev.pluginsuite.common.audit;

import org.jspecify.annotations.Nullable;

/**
 * What was done, for the audit.
 *
 * @param action such as {@code package.approve}
 * @param before the subject's status before, or what else is changed of it; null when it did not
 *     exist
 */
public record Deed(
    String action,
    String subjectType,
    String subjectId,
    @Nullable String before,
    @Nullable String after,
    @Nullable String reason,
    @Nullable String changeReference) {

  public static Deed of(String action, String subjectType, Object subjectId) {
    return new Deed(action, subjectType, subjectId.toString(), null, null, null, null);
  }

  public Deed changing(@Nullable Object before, @Nullable Object after) {
    return new Deed(
        action, subjectType, subjectId, text(before), text(after), reason, changeReference);
  }

  public Deed because(@Nullable String why, @Nullable String reference) {
    return new Deed(action, subjectType, subjectId, before, after, why, reference);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
