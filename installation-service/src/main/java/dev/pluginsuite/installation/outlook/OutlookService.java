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
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Looks ahead, and changes nothing. */
@ApplicationScoped
public class OutlookService implements Foresight {
  /** Each site may need a long search: a page of many must not outlast its caller's patience. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

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

  Uni<Page<SiteWhatIf>> whatIf(SiteScope scope, WhatIfRequest asked, PageRequest page) {
    return sites
        .page(scope, asked.labelsOrNone(), page)
        .chain(found -> each(found, site -> whatIf(site, asked)));
  }

  private Uni<SiteWhatIf> whatIf(SiteView site, WhatIfRequest asked) {
    return breakages(site, site.running(asked.mesVersion(), asked.apiVersion()))
        .map(broken -> new SiteWhatIf(site.id(), site.mesVersion(), site.apiVersion(), broken));
  }

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
    return each(page, look, LONGEST);
  }

  /** Thinks so long and no longer: the page ends where time did, after one site at least. */
  public static <S, T> Uni<Page<T>> each(Page<S> page, Function<S, Uni<T>> look, Duration atMost) {
    return from(page, look, List.of(), System.nanoTime() + atMost.toNanos());
  }

  private static <S, T> Uni<Page<T>> from(
      Page<S> page, Function<S, Uni<T>> look, List<T> seen, long end) {
    var isLast = seen.size() == page.rows().size();
    if (isLast || (!seen.isEmpty() && System.nanoTime() - end >= 0)) {
      return Uni.createFrom().item(new Page<>(seen, page.limit(), page.hasMore() || !isLast));
    }
    return look.apply(page.rows().get(seen.size()))
        .chain(it -> from(page, look, Stream.concat(seen.stream(), Stream.of(it)).toList(), end));
  }
}
