package dev.pluginsuite.installation.outlook;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.api.rest.ProblemDetail.FieldError;
import dev.pluginsuite.api.version.SemVer;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.site.Breakage;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Questions about other versions of the MES, paged by site. Changes nothing. */
@Path("/admin/plugin-registry/what-if")
class WhatIfResource {
  private final OutlookService outlook;
  private final CatchUp catchUp;
  private final Caller caller;

  WhatIfResource(OutlookService outlook, CatchUp catchUp, Caller caller) {
    this.outlook = outlook;
    this.catchUp = catchUp;
    this.caller = caller;
  }

  @POST
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR, Roles.SITE_ADMIN})
  public Uni<ListAnswer<SiteWhatIf>> ask(
      @NotNull @Valid WhatIfRequest body, @BeanParam @Valid PageRequest page) {
    body.check();
    var scope = scope(body.siteIds());
    return catchUp
        .on(List.of(Topic.PACKAGES), () -> outlook.whatIf(scope, body, page))
        .map(it -> it.answer(row -> row, SiteWhatIf::siteId));
  }

  private SiteScope scope(@Nullable List<String> siteIds) {
    if (siteIds == null) {
      return caller.sites();
    }
    for (var id : siteIds) {
      if (!caller.sites().contains(id)) {
        throw InstallationProblem.SITE_NOT_FOUND.because("There is no site %s.".formatted(id));
      }
    }
    return SiteScope.of(Set.copyOf(siteIds));
  }

  /**
   * What would be.
   *
   * @param siteIds these sites; otherwise all that the caller may see and that have the labels
   */
  record WhatIfRequest(
      @Size(max = 256) @Nullable String mesVersion,
      @Size(max = 256) @Nullable String apiVersion,
      @Size(min = 1, max = 200) @Nullable List<@NotBlank @Size(max = 41) String> siteIds,
      @Size(max = 10)
          @Nullable Map<@NotNull @Size(max = 63) String, @NotNull @Size(max = 63) String> labels) {

    Map<String, String> labelsOrNone() {
      return Objects.requireNonNullElse(labels, Map.of());
    }

    void check() {
      var errors = new ArrayList<FieldError>();
      check("mesVersion", mesVersion, errors);
      check("apiVersion", apiVersion, errors);
      if (mesVersion == null && apiVersion == null) {
        errors.add(new FieldError("mesVersion", "or apiVersion must not be missing"));
      }
      if (!errors.isEmpty()) {
        throw CommonProblem.INVALID_REQUEST.because("Say which version there would be.", errors);
      }
    }

    private static void check(String field, @Nullable String version, List<FieldError> errors) {
      if (version != null && SemVer.parse(version).isEmpty()) {
        errors.add(new FieldError(field, "has to be a semantic version such as 2.4.0"));
      }
    }
  }

  /**
   * A site, as it is, and what would break there.
   *
   * @param mesVersion the present one
   * @param apiVersion the present one
   */
  record SiteWhatIf(
      String siteId, String mesVersion, String apiVersion, List<Breakage> breakages) {}
}
