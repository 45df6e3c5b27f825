package dev.pluginsuite.installation.installation;

import static dev.pluginsuite.installation.installation.Desired.ACTIVE;
import static dev.pluginsuite.installation.installation.Desired.INACTIVE;

import dev.pluginsuite.installation.InstallationProblem;
import dev.pluginsuite.installation.installation.Arrangement.Place;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Makes a site have exactly what an arrangement says, in one plan. Twice changes nothing more. */
final class Rearrangement {
  private final SitePlugins site;
  private final Set<UUID> kept = new HashSet<>();

  Rearrangement(SitePlugins site) {
    this.site = site;
  }

  void to(Arrangement wanted) {
    wanted.places().forEach(it -> kept.add(place(it).id));
    site.open().stream().filter(it -> it.isPresent() && !kept.contains(it.id)).forEach(site::drop);
  }

  private Installation place(Place it) {
    var comes = it.comes();
    if (comes == null) {
      return keep(it);
    }
    var earlier = comes.replaces() == null ? null : site.get(comes.replaces());
    var placed = earlier == null ? site.add(comes) : site.swap(earlier, comes);
    placed.wantAtOnce(wanted(it, placed));
    placed.requested = it.requested();
    return placed;
  }

  private Installation keep(Place it) {
    var there = site.find(it.pluginId());
    if (there == null || !there.isPresent()) {
      throw InstallationProblem.ILLEGAL_TRANSITION.because(
          "%s is not there any more; look at the site anew.".formatted(it.pluginId()));
    }
    var wanted = wanted(it, there);
    var setup = it.configuration() == null ? there.setup() : it.configuration().setup();
    if (!there.is(wanted) || !there.setup().equals(setup)) {
      there.become(wanted, setup, site.change());
      site.told(there);
    }
    if (there.requested != it.requested()) {
      there.requested = it.requested();
      site.noted(there);
    }
    return there;
  }

  private static Desired wanted(Place it, Installation there) {
    if (it.active()) {
      return ACTIVE;
    }
    return there.is(ACTIVE) ? INACTIVE : there.intent.desired;
  }
}
