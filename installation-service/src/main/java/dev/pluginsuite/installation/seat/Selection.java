package dev.pluginsuite.installation.seat;

import dev.pluginsuite.installation.licence.Choice;
import dev.pluginsuite.installation.licence.Choice.Offer;
import dev.pluginsuite.installation.licence.Terms;
import dev.pluginsuite.installation.licence.Wanted;
import dev.pluginsuite.installation.site.SiteView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For each package that a site wants, the licences that could be used and the one that is. */
final class Selection {
  static final Selection NOTHING = new Selection(null, Instant.EPOCH, List.of());

  private final @Nullable SiteView site;
  private final Instant now;
  private final List<Chosen> all;

  private Selection(@Nullable SiteView site, Instant now, List<Chosen> all) {
    this.site = site;
    this.now = now;
    this.all = all;
  }

  /** One package. */
  record Chosen(UUID packageId, Wanted wanted, List<Offer> offers, Choice choice) {
    boolean isRefused() {
      return choice.refusal() != null;
    }

    Refused refused() {
      return new Refused(wanted, choice);
    }

    /** Only of one that is granted. */
    Terms terms() {
      return Objects.requireNonNull(choice.granted());
    }

    private Stream<Offer> granted() {
      return offers.stream().filter(it -> it.terms().equals(choice.granted()));
    }

    /** Whether the site has to be given the seat. */
    boolean isFresh() {
      return granted().anyMatch(it -> !it.use().here());
    }

    private Stream<UUID> eligible(Instant now) {
      return offers.stream()
          .filter(it -> it.terms().refusal(wanted, it.use(), now) == null)
          .map(it -> it.terms().id());
    }
  }

  static Selection of(SiteView site, List<Claim> claims, Collection<Offer> offers, Instant now) {
    var all = claims.stream().map(it -> chosen(it, site, offers, now)).toList();
    return new Selection(site, now, all);
  }

  private static Chosen chosen(Claim claim, SiteView site, Collection<Offer> offers, Instant now) {
    var wanted = claim.at(site);
    var own =
        offers.stream().filter(it -> it.terms().pluginId().equals(wanted.pluginId())).toList();
    return new Chosen(claim.packageId(), wanted, own, Choice.of(wanted, own, now));
  }

  /** The one licence that was named for a package, if there is one. */
  Selection withNamed(Claim claim, List<Offer> named) {
    var wanted = claim.at(site());
    var choice = named.isEmpty() ? Refused.unknownKey() : Choice.of(wanted, named, now);
    var more = new ArrayList<>(all);
    more.add(new Chosen(claim.packageId(), wanted, named, choice));
    return new Selection(site, now, more);
  }

  SiteView site() {
    return Objects.requireNonNull(site);
  }

  List<Refused> refused() {
    return all.stream().filter(Chosen::isRefused).map(Chosen::refused).toList();
  }

  Map<UUID, Refused> refusedByPackage() {
    return all.stream()
        .filter(Chosen::isRefused)
        .collect(Collectors.toMap(Chosen::packageId, Chosen::refused));
  }

  List<SeatOutlook> outlook() {
    return all.stream().map(it -> SeatOutlook.of(it.wanted(), it.choice())).toList();
  }

  /** The packages for which the site has no seat yet. */
  List<Chosen> fresh() {
    return all.stream().filter(Chosen::isFresh).toList();
  }

  /** The licences that would do for those. */
  Set<UUID> eligible() {
    return fresh().stream().flatMap(it -> it.eligible(now)).collect(Collectors.toSet());
  }

  /** The same choices among the licences that are locked now. */
  Selection again(Collection<Offer> locked) {
    var anew = fresh().stream().map(it -> anew(it, locked)).toList();
    return new Selection(site, now, anew);
  }

  private Chosen anew(Chosen it, Collection<Offer> locked) {
    var ids = it.eligible(now).collect(Collectors.toSet());
    var offers = locked.stream().filter(offer -> ids.contains(offer.terms().id())).toList();
    return new Chosen(it.packageId(), it.wanted(), offers, Choice.of(it.wanted(), offers, now));
  }
}
