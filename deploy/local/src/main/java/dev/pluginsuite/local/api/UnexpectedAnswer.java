package dev.pluginsuite.local.api;

import java.io.IOException;

/** The call was answered otherwise than it should have been. */
public final class UnexpectedAnswer extends IOException {
  private static final int MUCH = 1_000;

  UnexpectedAnswer(Answer answer) {
    super("%s answered %d %s".formatted(answer.call(), answer.status(), said(answer)));
  }

  private static String said(Answer answer) {
    var text = answer.body().has("detail") ? answer.problem() : answer.body().toString();
    var errors = answer.body().path("errors");
    var all = errors.isEmpty() ? text : text + " " + errors;
    return all.length() > MUCH ? all.substring(0, MUCH) + "…" : all;
  }
}
