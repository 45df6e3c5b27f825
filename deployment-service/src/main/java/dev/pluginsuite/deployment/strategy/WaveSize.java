package dev.pluginsuite.deployment.strategy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How many sites a wave has: either of both.
 *
 * @param percent of all sites of the deployment; at least one site
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WaveSize(
    @Nullable @Min(1) @Max(10_000) Integer count, @Nullable @Min(1) @Max(100) Integer percent) {

  @JsonIgnore
  @AssertTrue(message = "needs either count or percent")
  public boolean isEitherOf() {
    return (count == null) != (percent == null);
  }

  int of(int total) {
    if (count != null) {
      return count;
    }
    return percent == null ? 0 : Math.max(1, (int) Math.ceil(total * percent / 100.0));
  }
}
