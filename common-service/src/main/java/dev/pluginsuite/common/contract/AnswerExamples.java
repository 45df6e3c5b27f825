package dev.pluginsuite.common.contract;

import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.common.problem.ProblemType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jspecify.annotations.Nullable;

/**
 * Gives every answer in a service's OpenAPI document the status it really has and an example, from
 * {@link AnswerFiles}. An operation without such a file keeps what the framework guessed, and the
 * test of the contract names it.
 */
public final class AnswerExamples {
  private static final String PROBLEM = "Problem";

  /** What every operation may answer. */
  private static final Map<String, Object> ALWAYS =
      Map.of(
          "unauthenticated", "Send a bearer token of the plugin-suite realm.",
          "forbidden", "Your role does not allow this.");

  private final AnswerFiles files;
  private final ProblemExamples problems;

  /**
   * @param service a class of the service
   * @param own the refusals that it has beyond the common ones
   */
  public AnswerExamples(Class<?> service, ProblemType... own) {
    this.files = new AnswerFiles(service);
    this.problems = new ProblemExamples(own);
  }

  public void describe(OpenAPI api) {
    api.getComponents().addSchema(PROBLEM, problemSchema());
    api.getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach((method, operation) -> describe(method.name(), path, operation)));
  }

  private static Schema problemSchema() {
    var text = OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    var number = OASFactory.createSchema().addType(Schema.SchemaType.INTEGER);
    return OASFactory.createSchema()
        .addType(Schema.SchemaType.OBJECT)
        .description("Why a request was refused (RFC 9457); clients may switch on the type.")
        .addProperty("type", text)
        .addProperty("title", text)
        .addProperty("status", number)
        .addProperty("detail", text);
  }

  private void describe(String method, String path, Operation operation) {
    files.of(method, path).ifPresent(it -> operation.setResponses(responses(it, operation)));
  }

  private APIResponses responses(Answers answers, Operation operation) {
    var responses = OASFactory.createAPIResponses();
    var guessed = success(operation.getResponses());
    answers
        .answers()
        .forEach((status, body) -> responses.addAPIResponse(status, answer(guessed, body)));
    var refusals = new LinkedHashMap<>(ALWAYS);
    refusals.putAll(answers.problems());
    refusals.forEach((slug, details) -> add(responses, slug, details));
    return responses;
  }

  private static @Nullable Content success(APIResponses guessed) {
    return guessed.getAPIResponses().entrySet().stream()
        .filter(it -> it.getKey().startsWith("2"))
        .map(it -> it.getValue().getContent())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static APIResponse answer(@Nullable Content guessed, @Nullable Object body) {
    var answer = OASFactory.createAPIResponse().description("Done");
    if (guessed == null) {
      return answer;
    }
    var content = OASFactory.createContent();
    guessed
        .getMediaTypes()
        .forEach(
            (type, media) ->
                content.addMediaType(
                    type, OASFactory.createMediaType().schema(media.getSchema()).example(body)));
    return answer.content(content);
  }

  /** Several refusals may have one status: each is an example of it. */
  private void add(APIResponses responses, String slug, Object details) {
    var status = problems.status(slug);
    var response = responses.getAPIResponse(status);
    if (response == null) {
      var media =
          OASFactory.createMediaType()
              .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM));
      response =
          OASFactory.createAPIResponse()
              .description("Refused")
              .content(OASFactory.createContent().addMediaType(ProblemDetail.MEDIA_TYPE, media));
      responses.addAPIResponse(status, response);
    }
    response
        .getContent()
        .getMediaType(ProblemDetail.MEDIA_TYPE)
        .addExample(slug, OASFactory.createExample().value(problems.example(slug, details)));
  }
}
