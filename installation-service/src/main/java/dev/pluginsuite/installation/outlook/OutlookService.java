package dev.pluginsuite.installation.outlook;

import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.install.ResolutionService;
import dev.pluginsuite.installation.outlook.WhatIfResource.SiteWhatIf;
import dev.pluginsuite.installation.outlook.WhatIfResource.WhatIfRequest;
import dev.pluginsuite.installation.site.Breakage;
import dev.pluginsuite.installation.site.Foresight;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks ahead, and changes nothing. */
@ApplicationScoped
public class OutlookService implements Foresight {
  private final SiteService sites;
  private final SitePictures pictures;
  private final ResolutionService resolutions;

  OutlookService(SiteService sites, SitePictures pictures, ResolutionService resolutions) {
    this.sites = sites;
    this.pictures = pictures;
    this.resolutions = resolutions;
  }

  @Override
  @WithSession
  public Uni<List<Breakage>> breakages(SiteView now, SiteView then) {
    return pictures.of(then).chain(picture -> resolutions.beside(() -> Breakages.of(now, picture)));
  }

  @WithSession
  Uni<Page<SiteWhatIf>> whatIf(SiteScope scope, WhatIfRequest asked, PageRequest page) {
    return sites
        .page(scope, asked.labelsOrNone(), page)
        .chain(found -> each(found, site -> whatIf(site, asked)));
  }

  private Uni<SiteWhatIf> whatIf(SiteView site, WhatIfRequest asked) {
    return breakages(site, site.running(asked.mesVersion(), asked.apiVersion()))
        .map(broken -> new SiteWhatIf(site.id(), site.mesVersion(), site.apiVersion(), broken));
  }

  @WithSession
  Uni<Page<SiteUpdates>> updates(SiteScope scope, PageRequest page) {
    return sites.page(scope, Map.of(), page).chain(found -> each(found, this::updates));
  }

  private Uni<SiteUpdates> updates(SiteView site) {
    return pictures.of(site).chain(picture -> resolutions.beside(() -> SiteUpdates.of(picture)));
  }

  /** What the site could be upgraded to, for those who tell of it. */
  @WithSession
  public Uni<List<UpdatesState.Update>> offered(SiteView site) {
    return updates(site).map(SiteUpdates::offered);
  }

  private static <T> Uni<Page<T>> each(Page<SiteView> page, Function<SiteView, Uni<T>> look) {
    return Multi.createFrom()
        .iterable(page.rows())
        .onItem()
        .transformToUniAndConcatenate(look::apply)
        .collect()
        .asList()
        .map(rows -> new Page<>(rows, page.limit(), page.hasMore()));
  }
}
