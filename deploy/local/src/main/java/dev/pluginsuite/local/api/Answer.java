package dev.pluginsuite.local.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/** What a call came back with. */
public record Answer(String call, int status, String etag, JsonNode body) {

  /** Itself, if it has one of these statuses. */
  public Answer expect(int... statuses) throws UnexpectedAnswer {
    if (Arrays.stream(statuses).noneMatch(it -> it == status)) {
      throw new UnexpectedAnswer(this);
    }
    return this;
  }

  public JsonNode data() {
    return body.path("data");
  }

  /** Text at this field of the data; empty if there is none. */
  public String text(String field) {
    return data().path(field).asText();
  }

  /** Why the call was refused. */
  public String problem() {
    return body.path("title").asText() + ": " + body.path("detail").asText();
  }
}
