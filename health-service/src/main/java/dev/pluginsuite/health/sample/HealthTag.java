package dev.pluginsuite.health.sample;

import dev.pluginsuite.api.rest.Answer;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.Request;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The entity tag of a current health: made of what it says, because a window moves on without any
 * change of a row.
 */
final class HealthTag {
  private HealthTag() {}

  /** The view, or only that it is still the same. */
  static RestResponse<Answer<HealthView>> answer(HealthView view, Request request) {
    var tag = of(view);
    var answer =
        request.evaluatePreconditions(tag) == null
            ? ResponseBuilder.ok(Answer.of(view))
            : ResponseBuilder.<Answer<HealthView>>create(RestResponse.Status.NOT_MODIFIED);
    return answer.tag(tag).build();
  }

  private static EntityTag of(HealthView view) {
    // A view is records all through: its text names every value.
    var text = view.toString().getBytes(StandardCharsets.UTF_8);
    return new EntityTag(UUID.nameUUIDFromBytes(text).toString());
  }
}
