package dev.pluginsuite.common.contract;

import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals as they are answered: status and title come from the code that answers them. */
final class ProblemExamples {
  private final Map<String, ProblemType> known;

  /**
   * @param own the service's, beside the common ones
   */
  ProblemExamples(ProblemType... own) {
    known =
        Stream.concat(Stream.<ProblemType>of(CommonProblem.values()), Stream.of(own))
            .collect(Collectors.toMap(ProblemType::slug, Function.identity()));
  }

  String status(String slug) {
    return String.valueOf(type(slug).status());
  }

  /**
   * @param details the detail, or a map of members with it
   */
  Map<String, Object> example(String slug, Object details) {
    var type = type(slug);
    var body = new LinkedHashMap<String, Object>();
    body.put("type", "/problems/" + slug);
    body.put("title", type.title());
    body.put("status", type.status());
    if (details instanceof Map<?, ?> members) {
      members.forEach((name, value) -> body.put(String.valueOf(name), value));
    } else {
      body.put("detail", details);
    }
    return body;
  }

  private ProblemType type(String slug) {
    var type = known.get(slug);
    if (type == null) {
      throw new IllegalArgumentException("There is no problem " + slug);
    }
    return type;
  }
}
