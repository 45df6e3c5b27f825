package dev.pluginsuite.installation.site;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Labels in a query: {@code label=key:value}, any number of times; all have to hold. */
final class LabelFilter {
  private LabelFilter() {}

  static Map<String, String> of(List<String> texts) {
    var labels = new TreeMap<String, String>();
    for (var text : texts) {
      var at = text.indexOf(':');
      if (at < 1 || text.indexOf('\0') >= 0) {
        throw CommonProblem.INVALID_REQUEST.because(
            "A label is asked for as key:value.",
            List.of(new FieldError("label", "has to be key:value")));
      }
      labels.put(text.substring(0, at), text.substring(at + 1));
    }
    return labels;
  }
}
