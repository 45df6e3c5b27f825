package dev.pluginsuite.common.problem;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which methods a path takes, for the header {@code Allow} of a 405 (RFC 9110 §15.5.6). */
@Singleton
class AllowedMethods {
  private final List<Endpoint> endpoints;

  AllowedMethods(BeanManager beans) {
    endpoints =
        beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
            .<Class<?>>map(Bean::getBeanClass)
            // An interface with a path is a client.
            .filter(it -> it.isAnnotationPresent(Path.class) && !it.isInterface())
            .distinct()
            .flatMap(AllowedMethods::endpoints)
            .toList();
  }

  Set<String> on(String path) {
    var methods = new TreeSet<String>();
    for (var endpoint : endpoints) {
      if (endpoint.path().matcher(path).matches()) {
        methods.add(endpoint.method());
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return methods;
  }

  private static Stream<Endpoint> endpoints(Class<?> resource) {
    return Arrays.stream(resource.getMethods())
        .flatMap(
            method ->
                verbs(method)
                    .map(verb -> new Endpoint(pattern(path(resource) + path(method)), verb)));
  }

  private static Stream<String> verbs(Method method) {
    return Arrays.stream(method.getAnnotations())
        .flatMap(it -> Stream.ofNullable(it.annotationType().getAnnotation(HttpMethod.class)))
        .map(HttpMethod::value);
  }

  private static String path(AnnotatedElement it) {
    var path = it.getAnnotation(Path.class);
    var inner = path == null ? "" : path.value().replaceAll("^/|/$", "");
    return inner.isEmpty() ? "" : "/" + inner;
  }

  private static Pattern pattern(String template) {
    var literals = template.split("\\{[^}]*}", -1);
    return Pattern.compile(
        Arrays.stream(literals).map(Pattern::quote).collect(joining("[^/]+")) + "/?");
  }

  private record Endpoint(Pattern path, String method) {}
}
