package dev.pluginsuite.common.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.pluginsuite.api.rest.ProblemDetail;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.failure.Transience;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error of every service leaves as {@code application/problem+json} (RFC 9457). */
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final int RETRY_AFTER_SECONDS = 2;

  private final AllowedMethods allowed;

  ProblemMappers(AllowedMethods allowed) {
    this.allowed = allowed;
  }

  @ServerExceptionMapper
  public Response refused(Problem problem, UriInfo uri) {
    LOG.debugf("%s refused: %s", uri.getPath(), problem.detail());
    return answer(problem, uri);
  }

  @ServerExceptionMapper
  public Response unauthenticated(UnauthorizedException e, UriInfo uri) {
    return challenge("Bearer", uri);
  }

  @ServerExceptionMapper
  public Response badToken(AuthenticationFailedException e, UriInfo uri) {
    return challenge("Bearer error=\"invalid_token\"", uri);
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException e, UriInfo uri) {
    return answer(
        CommonProblem.FORBIDDEN.because("The token has none of the roles that may do this."), uri);
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException e, UriInfo uri) {
    var errors =
        e.getConstraintViolations().stream()
            .map(it -> new FieldError(field(it), it.getMessage()))
            .sorted(Comparator.comparing(FieldError::field))
            .toList();
    var fields =
        errors.stream().map(FieldError::field).distinct().collect(Collectors.joining(", "));
    return answer(CommonProblem.INVALID_REQUEST.because("Not valid: " + fields + ".", errors), uri);
  }

  @ServerExceptionMapper
  public Response unreadable(JsonProcessingException e, UriInfo uri) {
    return answer(UnreadableJson.problem(e), uri);
  }

  /** Quarkus has a mapper of its own for these. */
  @ServerExceptionMapper
  public Response unexpected(MismatchedInputException e, UriInfo uri) {
    return answer(UnreadableJson.problem(e), uri);
  }

  @ServerExceptionMapper
  public Response changedMeanwhile(OptimisticLockException e, UriInfo uri) {
    return answer(CommonProblem.CONCURRENT_CHANGE.because("Read it again and decide anew."), uri);
  }

  /** Quarkus does not say what would be allowed. */
  @ServerExceptionMapper
  public Response notAllowed(NotAllowedException e, UriInfo uri) {
    var methods = allowed.on(uri.getPath());
    var problem =
        CommonProblem.METHOD_NOT_ALLOWED.because(
            "Possible here: %s.".formatted(String.join(", ", methods)));
    return Response.fromResponse(answer(problem, uri)).allow(methods).build();
  }

  @ServerExceptionMapper
  public Response web(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof JsonProcessingException json) {
      return answer(UnreadableJson.problem(json), uri);
    }
    var parameter = UnreadableText.parameter(e, uri);
    if (parameter != null) {
      return answer(parameter, uri);
    }
    var original = e.getResponse();
    if (original.getStatus() < Response.Status.BAD_REQUEST.getStatusCode()) {
      return original;
    }
    var type = HttpStatus.of(original.getStatus());
    // Its headers stay: Allow, Retry-After.
    return answer(Response.fromResponse(original), type.because(type.title() + "."), uri);
  }

  @ServerExceptionMapper(priority = 10_000)
  public Response bug(Throwable e, UriInfo uri) {
    var text = UnreadableText.notToBeKept(e);
    if (text != null) {
      return answer(text, uri);
    }
    if (Transience.mayPass(e)) {
      LOG.warnf("Unavailable for %s: %s", uri.getPath(), e);
      return answer(
          CommonProblem.UNAVAILABLE.because("What this needs is away; send it again."), uri);
    }
    LOG.errorf(e, "Unhandled on %s", uri.getPath());
    return answer(CommonProblem.INTERNAL_ERROR.because("The failure was logged."), uri);
  }

  /** Without the method and its parameter, which mean nothing to a client. */
  private static String field(ConstraintViolation<?> violation) {
    var names =
        StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
            .map(Object::toString)
            .toList();
    return String.join(
        ".",
        names.size() > 2
            ? names.subList(2, names.size())
            : names.subList(names.size() - 1, names.size()));
  }

  private static Response challenge(String scheme, UriInfo uri) {
    var problem =
        CommonProblem.UNAUTHENTICATED.because(
            "Send a bearer token of the suite's realm that has not expired.");
    return Response.fromResponse(answer(problem, uri))
        .header(HttpHeaders.WWW_AUTHENTICATE, scheme)
        .build();
  }

  private static Response answer(Problem problem, UriInfo uri) {
    var response = Response.status(problem.type().status());
    problem.headers().forEach(response::header);
    return answer(
        problem.type().status() == CommonProblem.UNAVAILABLE.status()
            ? response.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
            : response,
        problem,
        uri);
  }

  private static Response answer(Response.ResponseBuilder response, Problem problem, UriInfo uri) {
    return response.type(ProblemDetail.MEDIA_TYPE).entity(problem.body(uri.getPath())).build();
  }
}
