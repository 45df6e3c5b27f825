package dev.pluginsuite.deployment.strategy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * How often a site that could not do it is asked once more. A refusal is final: the same question
 * has the same answer.
 *
 * @param times at most
 * @param after the pause before the first time; twice as long each time after
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Retry(
    @NotNull @Min(1) @Max(10) Integer times,
    @NotNull
        @DurationMin(seconds = 1)
        @DurationMax(hours = 24)
        @JsonFormat(shape = JsonFormat.Shape.STRING)
        Duration after) {}
