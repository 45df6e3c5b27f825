package dev.pluginsuite.registry.ratings;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The body of a review.
 *
 * @param rating whole stars; a decimal, because Jackson would quietly cut 4.5 down to a 4
 * @param siteId where it ran; not needed by who has one site
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PluginReviewRequest(
    @NotNull
        @DecimalMin("1")
        @DecimalMax("5")
        @Digits(integer = 1, fraction = 0, message = "must be a whole number of stars")
        BigDecimal rating,
    @Size(max = 2000) @Nullable String comment,
    @Size(max = 64) @Nullable String siteId) {}
