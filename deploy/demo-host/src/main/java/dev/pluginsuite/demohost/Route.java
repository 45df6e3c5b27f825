package dev.pluginsuite.demohost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** One line of the route table. The path's one variable, if it has one, is handed over. */
record Route(String method, Pattern path, Answer answer) {
  private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]{0,127})";

  static Route get(String path, Answer answer) {
    return new Route("GET", pattern(path), answer);
  }

  static Route post(String path, Answer answer) {
    return new Route("POST", pattern(path), answer);
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replace("{}", NAME));
  }

  boolean takesBody() {
    return method.equals("POST");
  }

  interface Answer {
    Object to(String name, JsonNode body);
  }
}
