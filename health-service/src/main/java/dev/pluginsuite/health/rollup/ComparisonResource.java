package dev.pluginsuite.health.rollup;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Clock;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A version of a plugin beside another one, over all installations that the caller may see. */
@Path("/admin/plugin-registry/health/plugins/{pluginId}/comparison")
class ComparisonResource {
  private static final String PLUGIN = "[a-z0-9]+(-[a-z0-9]+){0,31}";

  private final RollupService rollups;
  private final Caller caller;
  private final Clock clock;

  ComparisonResource(RollupService rollups, Caller caller, Clock clock) {
    this.rollups = rollups;
    this.caller = caller;
    this.clock = clock;
  }

  @GET
  @RolesAllowed({Roles.SITE_ADMIN, Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<Answer<Comparison>> compare(
      @RestPath @Pattern(regexp = PLUGIN, message = "must be a plugin's id") String pluginId,
      @RestQuery
          @NotBlank(message = "is required: a version")
          @Size(max = 256, message = "must be at most 256 characters")
          @Nullable String before,
      @RestQuery
          @NotBlank(message = "is required: a version")
          @Size(max = 256, message = "must be at most 256 characters")
          @Nullable String after,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to) {
    var span = Span.of(from, to, "auto", clock.instant());
    return rollups
        .compare(pluginId, String.valueOf(before), String.valueOf(after), caller.sites(), span)
        .map(Answer::of);
  }
}
