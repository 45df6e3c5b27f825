package dev.pluginsuite.installation.impact;

import dev.pluginsuite.api.event.Topic;
import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.inbox.CatchUp;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.installation.impact.ImpactView.Summary;
import dev.pluginsuite.installation.packages.PackageService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** What hangs on a package, over HTTP. */
@Path("/admin/plugin-registry/impact/{packageId}")
class ImpactResource {
  private final PackageService packages;
  private final ImpactRepository impacts;
  private final CatchUp catchUp;

  ImpactResource(PackageService packages, ImpactRepository impacts, CatchUp catchUp) {
    this.packages = packages;
    this.impacts = impacts;
    this.catchUp = catchUp;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ImpactView> impact(@RestPath UUID packageId, @BeanParam @Valid PageRequest page) {
    return catchUp
        .on(List.of(Topic.PACKAGES), () -> packages.get(packageId))
        .chain(this::summary)
        .chain(summary -> impacts.page(packageId, page).map(found -> view(summary, found)));
  }

  private Uni<Summary> summary(PackageState it) {
    return impacts
        .count(it.packageId())
        .chain(
            counts ->
                impacts.licences(it.packageId()).map(licences -> summary(it, counts, licences)));
  }

  private static Summary summary(
      PackageState it, ImpactRepository.Counts counts, List<ImpactView.LicenceImpact> licences) {
    return new Summary(
        it.packageId(), it.pluginId(), it.version(), counts.sites(), counts.dependents(), licences);
  }

  private static ImpactView view(
      Summary summary, dev.pluginsuite.common.paging.Page<ImpactView.SiteImpact> found) {
    var answer = found.answer(it -> it, ImpactView.SiteImpact::siteId);
    return new ImpactView(summary, answer.data(), answer.pagination());
  }
}
