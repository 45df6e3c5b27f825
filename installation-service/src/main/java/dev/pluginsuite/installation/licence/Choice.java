package dev.pluginsuite.installation.licence;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsLast;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which licence is used for what is wanted, or why none does.
 *
 * @param granted null if none does
 * @param refusal of the one that comes nearest; null if one does
 * @param considered all that are for the site, each with what is wrong with it
 */
public record Choice(
    @Nullable Terms granted, @Nullable Refusal refusal, List<Considered> considered) {

  /** A licence and what is made of it. */
  public record Offer(Terms terms, Use use) {}

  /** A licence that does not do. */
  public record Considered(Terms terms, Refusal refusal) {}

  /** The seat that the site has, then as {@link Sufficient} says, then what ends first. */
  public static Choice of(Wanted wanted, Collection<Offer> offers, Instant now) {
    var considered = new ArrayList<Considered>();
    for (var offer : offers.stream().sorted(preference(wanted)).toList()) {
      var refusal = offer.terms().refusal(wanted, offer.use(), now);
      if (refusal == null) {
        return new Choice(offer.terms(), null, List.of());
      }
      considered.add(new Considered(offer.terms(), refusal));
    }
    return refused(wanted, considered);
  }

  private static Comparator<Offer> preference(Wanted wanted) {
    return comparing((Offer it) -> !it.use().here())
        .thenComparing(it -> Sufficient.types(wanted.needs()).indexOf(it.terms().type()))
        .thenComparing(it -> it.terms().expiresAt(), nullsLast(naturalOrder()))
        .thenComparing(it -> it.terms().id());
  }

  /** Of several that come equally near the preferred one speaks. */
  private static Choice refused(Wanted wanted, List<Considered> considered) {
    var nearest =
        considered.stream()
            .map(Considered::refusal)
            .reduce((first, next) -> next.code().compareTo(first.code()) > 0 ? next : first)
            .orElseGet(() -> none(wanted));
    // What is for others only is nobody's business.
    var shown =
        considered.stream()
            .filter(it -> it.refusal().code().compareTo(LicenceCode.OUT_OF_SCOPE) > 0)
            .toList();
    return new Choice(null, nearest, shown);
  }

  private static Refusal none(Wanted wanted) {
    return new Refusal(
        LicenceCode.NO_LICENCE, "there is none", Terms.needed(wanted) + "; central IT issues it.");
  }
}
