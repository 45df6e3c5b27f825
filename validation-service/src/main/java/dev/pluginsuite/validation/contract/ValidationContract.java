package dev.pluginsuite.validation.contract;

import dev.pluginsuite.common.contract.AnswerExamples;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Says in the OpenAPI document how each operation answers, with an example of every answer. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ValidationContract implements OASFilter {
  private final AnswerExamples examples = new AnswerExamples(ValidationContract.class);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    examples.describe(api);
  }
}
