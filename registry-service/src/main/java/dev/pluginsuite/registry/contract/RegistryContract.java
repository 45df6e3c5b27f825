package dev.pluginsuite.registry.contract;

import dev.pluginsuite.common.contract.AnswerExamples;
import dev.pluginsuite.registry.problem.RegistryProblem;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Says in the OpenAPI document how each operation answers, with an example of every answer. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class RegistryContract implements OASFilter {
  private final AnswerExamples examples =
      new AnswerExamples(RegistryContract.class, RegistryProblem.values());

  @Override
  public void filterOpenAPI(OpenAPI api) {
    examples.describe(api);
  }
}
