package dev.pluginsuite.common.http;

import dev.pluginsuite.common.problem.CommonProblem;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The service that a path {@code /admin/{service}/…} has to name. */
@Singleton
public class ThisService {
  private final String name;

  ThisService(@ConfigProperty(name = "suite.service") String name) {
    this.name = name;
  }

  public void check(String asked) {
    if (!name.equals(asked)) {
      throw CommonProblem.NOT_FOUND.because("This is the %s service.".formatted(name));
    }
  }
}
