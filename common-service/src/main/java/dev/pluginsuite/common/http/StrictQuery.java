package dev.pluginsuite.common.http;

import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that a resource does not declare: a filter with a typing error must not
 * answer everything.
 */
public class StrictQuery {
  private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

  @ServerRequestFilter
  public void refuseUnknown(ContainerRequestContext request, ResourceInfo resource) {
    var asked = request.getUriInfo().getQueryParameters().keySet();
    if (asked.isEmpty()) {
      return;
    }
    var allowed = known.computeIfAbsent(resource.getResourceMethod(), StrictQuery::declared);
    var errors =
        asked.stream()
            .filter(it -> !allowed.contains(it))
            .sorted()
            .map(
                it ->
                    new FieldError(
                        it,
                        "is not a parameter here; known are " + allowed.stream().sorted().toList()))
            .toList();
    if (!errors.isEmpty()) {
      throw CommonProblem.UNKNOWN_PARAMETER.because("Unknown query parameters.", errors);
    }
  }

  private static Set<String> declared(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(it -> names(it, it.getName(), it.getType()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Stream<String> names(AnnotatedElement it, String name, Class<?> type) {
    var query = it.getAnnotation(QueryParam.class);
    if (query != null) {
      return Stream.of(query.value());
    }
    var rest = it.getAnnotation(RestQuery.class);
    if (rest != null) {
      return Stream.of(rest.value().isEmpty() ? name : rest.value());
    }
    return it.isAnnotationPresent(BeanParam.class) ? fields(type) : Stream.empty();
  }

  private static Stream<String> fields(Class<?> bean) {
    var own =
        Arrays.stream(bean.getDeclaredFields())
            .flatMap(it -> names(it, it.getName(), it.getType()));
    var parent = bean.getSuperclass();
    return parent == null ? own : Stream.concat(own, fields(parent));
  }
}
