package dev.pluginsuite.local.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the gateway understands of a Gateway API {@code HTTPRoute}. A field that is not here makes
 * the file unreadable: a filter overlooked would be worse.
 */
record HttpRoute(String apiVersion, String kind, Metadata metadata, Spec spec) {

  record Metadata(String name) {}

  record Spec(List<ParentRef> parentRefs, List<Rule> rules) {}

  record ParentRef(String name) {}

  /** Requests that fit one of the matches go to the one backend. */
  record Rule(List<Match> matches, Timeouts timeouts, List<BackendRef> backendRefs) {}

  record Match(Path path) {}

  record Path(PathType type, String value) {
    Predicate<String> test() {
      return switch (type) {
        case EXACT -> value::equals;
        case REGULAR_EXPRESSION -> Pattern.compile(value)::matches;
        case PATH_PREFIX -> prefix(value.endsWith("/") ? value : value + "/");
      };
    }

    /**
     * Whole segments: {@code /a} is a prefix of {@code /a} and {@code /a/b}, not of {@code /ab}.
     */
    private static Predicate<String> prefix(String prefix) {
      return path -> (path + "/").startsWith(prefix);
    }
  }

  /** In order of precedence. The specification leaves the place of expressions to the product. */
  enum PathType {
    @JsonProperty("Exact")
    EXACT,
    @JsonProperty("RegularExpression")
    REGULAR_EXPRESSION,
    @JsonProperty("PathPrefix")
    PATH_PREFIX
  }

  /**
   * @param request for the whole exchange; {@code 0s} stands for none
   */
  record Timeouts(String request) {}

  record BackendRef(String name, int port) {}
}
