package dev.pluginsuite.installation.seat;

import static java.util.stream.Collectors.toSet;

import dev.pluginsuite.api.registry.PackageState;
import dev.pluginsuite.common.audit.Audit;
import dev.pluginsuite.common.audit.Deed;
import dev.pluginsuite.common.paging.Page;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Actor;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.installation.licence.LicenceService;
import dev.pluginsuite.installation.licence.Terms;
import dev.pluginsuite.installation.seat.Selection.Chosen;
import dev.pluginsuite.installation.site.SiteService;
import dev.pluginsuite.installation.site.SiteView;
import dev.pluginsuite.installation.work.InTurn;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes and frees seats in the transactions that change what sites should have. The site is locked
 * first, then licences in the order of their ids.
 */
@ApplicationScoped
public class SeatService {
  private final SeatRepository seats;
  private final LicenceService licences;
  private final SiteService sites;
  private final Audit audit;
  private final Clock clock;

  SeatService(
      SeatRepository seats, LicenceService licences, SiteService sites, Audit audit, Clock clock) {
    this.seats = seats;
    this.licences = licences;
    this.sites = sites;
    this.audit = audit;
    this.clock = clock;
  }

  /** Refuses, unless the site, which is locked, has a seat from now on for all that needs one. */
  @WithTransaction
  public Uni<Void> hold(String siteId, List<Claim> claims, Actor actor) {
    return settle(siteId, claims, actor)
        .invoke(
            refused ->
                refused.stream()
                    .findFirst()
                    .ifPresent(
                        it -> {
                          throw it.problem();
                        }))
        .replaceWithVoid();
  }

  /** The same without a throw: whether the site has its seats. */
  @WithTransaction
  public Uni<Boolean> holds(String siteId, List<Claim> claims, Actor actor) {
    return settle(siteId, claims, actor).map(List::isEmpty);
  }

  /** What {@link #hold} would do. */
  @WithSession
  public Uni<List<SeatOutlook>> preview(String siteId, List<Claim> claims) {
    return selected(siteId, claims).map(Selection::outlook);
  }

  /** By package id, what the site could not run under any licence as they are now. */
  @WithSession
  public Uni<Map<UUID, Refused>> refusals(SiteView site, Collection<PackageState> packages) {
    var paid = packages.stream().map(Claim::of).filter(it -> !it.isFree()).toList();
    return paid.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : selected(site, paid).map(Selection::refusedByPackage);
  }

  private Uni<List<Refused>> settle(String siteId, List<Claim> claims, Actor actor) {
    return selected(siteId, claims)
        .chain(
            it -> it.refused().isEmpty() ? take(it, actor) : Uni.createFrom().item(it.refused()));
  }

  private Uni<Selection> selected(String siteId, List<Claim> claims) {
    var paid = claims.stream().filter(it -> !it.isFree()).toList();
    return paid.isEmpty()
        ? Uni.createFrom().item(Selection.NOTHING)
        : sites.get(siteId).chain(it -> selected(it, paid));
  }

  private Uni<Selection> selected(SiteView site, List<Claim> claims) {
    var now = clock.instant();
    var unnamed = claims.stream().filter(it -> it.key() == null).toList();
    var pluginIds = unnamed.stream().map(it -> it.state().pluginId()).collect(toSet());
    return seats
        .ofPlugins(pluginIds, site.id())
        .map(offers -> Selection.of(site, unnamed, offers, now))
        .chain(it -> withNamed(it, claims));
  }

  private Uni<Selection> withNamed(Selection unnamed, List<Claim> claims) {
    var all = Uni.createFrom().item(unnamed);
    for (var claim : claims) {
      var key = claim.key();
      if (key != null) {
        all =
            all.chain(
                it ->
                    seats
                        .ofKey(key.hash(), it.site().id())
                        .map(offers -> it.withNamed(claim, offers)));
      }
    }
    return all;
  }

  /** Decides again under the locks: what was free may have been taken meanwhile. */
  private Uni<List<Refused>> take(Selection selection, Actor actor) {
    var ids = selection.eligible();
    if (ids.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return seats
        .locked(ids, selection.site().id())
        .map(selection::again)
        .call(it -> it.refused().isEmpty() ? takeAll(it, actor) : Uni.createFrom().voidItem())
        .map(Selection::refused);
  }

  private Uni<Void> takeAll(Selection selection, Actor actor) {
    return InTurn.each(selection.fresh(), it -> take(selection.site().id(), it, actor));
  }

  private Uni<Void> take(String siteId, Chosen chosen, Actor actor) {
    Terms terms = chosen.terms();
    return seats
        .take(terms, siteId, clock.instant())
        .chain(() -> note(actor, "license.take-seat", terms.id(), null, siteId));
  }

  /**
   * Frees the seats that the site, which is locked, has no use for any more.
   *
   * @param packageIds what it has, or is to have
   */
  @WithTransaction
  public Uni<Void> keep(String siteId, Collection<UUID> packageIds, String actor) {
    return seats
        .unused(siteId, packageIds)
        .chain(
            unused ->
                unused.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : free(siteId, unused, new Actor(actor, null)));
  }

  private Uni<Void> free(String siteId, List<UUID> licenceIds, Actor actor) {
    return seats
        .free(siteId, licenceIds)
        .chain(
            () ->
                InTurn.each(licenceIds, it -> note(actor, "license.free-seat", it, siteId, null)));
  }

  private Uni<Void> note(
      Actor actor, String action, UUID licenceId, @Nullable String before, @Nullable String after) {
    return audit.record(actor, Deed.of(action, "license", licenceId).changing(before, after));
  }

  @WithSession
  Uni<Page<SeatView>> list(UUID licenceId, SiteScope scope, PageRequest page) {
    return licences.require(licenceId, scope).chain(() -> seats.page(licenceId, scope, page));
  }
}
