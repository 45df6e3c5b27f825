package dev.pluginsuite.registry.contract;

import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.problem.ProblemType;
import dev.pluginsuite.registry.problem.RegistryProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refusals as they are answered: status and title come from the code that answers them. */
final class ProblemExamples {
  private static final Map<String, ProblemType> KNOWN =
      Stream.<ProblemType>concat(
              Stream.of(CommonProblem.values()), Stream.of(RegistryProblem.values()))
          .collect(Collectors.toMap(ProblemType::slug, Function.identity()));

  private ProblemExamples() {}

  static String status(String slug) {
    return String.valueOf(type(slug).status());
  }

  /**
   * @param details the detail, or a map of members with it
   */
  static Map<String, Object> example(String slug, Object details) {
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

  private static ProblemType type(String slug) {
    var type = KNOWN.get(slug);
    if (type == null) {
      throw new IllegalArgumentException("There is no problem " + slug);
    }
    return type;
  }
}
