package dev.pluginsuite.validation.sbom;

import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.problem.CommonProblem;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The use cases of bills of materials. */
@ApplicationScoped
public class SbomService {
  private final SbomRepository sboms;

  SbomService(SbomRepository sboms) {
    this.sboms = sboms;
  }

  @WithTransaction
  public Uni<Void> put(Sbom sbom) {
    return sboms.put(sbom);
  }

  @WithSession
  Uni<PackageSbom> get(UUID packageId, @Nullable String submitter) {
    return sboms
        .find(packageId, submitter)
        .onItem()
        .ifNull()
        .failWith(
            () ->
                CommonProblem.NOT_FOUND.because(
                    "There is no bill of materials of package %s.".formatted(packageId)));
  }

  @WithSession
  Uni<Page<ComponentView>> search(
      ComponentQuery query, @Nullable String submitter, PageRequest page) {
    return sboms
        .versions(query.name())
        .map(all -> all.stream().filter(query::includes).toList())
        .chain(versions -> search(query.name(), versions, submitter, page));
  }

  private Uni<Page<ComponentView>> search(
      String name, List<String> versions, @Nullable String submitter, PageRequest page) {
    return versions.isEmpty()
        ? Uni.createFrom().item(Page.of(List.of(), page.limit))
        : sboms.with(name, versions, submitter, page);
  }
}
