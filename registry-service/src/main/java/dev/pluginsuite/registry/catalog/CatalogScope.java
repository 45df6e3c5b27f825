package dev.pluginsuite.registry.catalog;

import dev.pluginsuite.registry.listing.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of {@code catalog_places p} a query is about, as SQL. A condition that nobody asked
 * for is left out, so that PostgreSQL plans for those that are there; so is a table that nothing is
 * asked of.
 */
final class CatalogScope {
  /** The plain mean of {@code catalog_counters c}. */
  static final String MEAN = "(c.rating_sum::float8 / nullif(c.rating_count, 0))";

  private final Statement statement;
  private final CatalogQuery query;
  private final @Nullable String look;
  private final List<String> always = new ArrayList<>();
  private final Map<CatalogFacet, String> wanted = new EnumMap<>(CatalogFacet.class);

  /**
   * @param mesRanges those that the wanted version of the MES is in; null if any will do
   */
  CatalogScope(Statement statement, CatalogQuery query, @Nullable List<String> mesRanges) {
    this.statement = statement;
    this.query = query;
    this.look = words();
    always.add("p.status = any(%s)".formatted(bind(query.visibility().names())));
    if (look != null) {
      always.add("e.search @@ (%s)".formatted(look));
    }
    if (mesRanges != null) {
      always.add("p.mes_range = any(%s)".formatted(bind(mesRanges)));
    }
    query.wanted().forEach(this::want);
  }

  String bind(Object value) {
    return statement.bind(value);
  }

  /** What every row has to be, whatever facets it is counted for. */
  String always() {
    return String.join(" and ", always);
  }

  /** The conditions of facets, but for where packages are shown. */
  Map<CatalogFacet, String> wanted() {
    return wanted;
  }

  private void want(CatalogFacet facet, Object value) {
    if (facet != CatalogFacet.REGISTRY_ID) {
      wanted.put(facet, facet.condition(bind(value)));
    }
  }

  /** SQL of a text search; null where no words are looked for. */
  @Nullable String look() {
    return look;
  }

  private @Nullable String words() {
    return query.words().isEmpty()
        ? null
        : query.words().stream().map(this::word).collect(Collectors.joining(" && "));
  }

  /**
   * The word as it begins, or its stem. One that says nothing ("the") narrows nothing, unless it is
   * the only one: it may be the beginning of another.
   */
  private String word(String word) {
    var beginning = "to_tsquery('simple', %s)".formatted(bind(word + ":*"));
    var stem = "plainto_tsquery('english', %s)".formatted(bind(word));
    var either = "(%s || %s)".formatted(beginning, stem);
    return query.words().size() == 1
        ? either
        : "case numnode(%s) when 0 then ''::tsquery else %s end".formatted(stem, either);
  }

  /**
   * @param counted whether something is asked of the counters too
   */
  String tables(boolean counted) {
    var tables = "catalog_places p";
    if (counted || wanted.containsKey(CatalogFacet.MIN_RATING)) {
      tables += " join catalog_counters c using (registry_id, plugin_id)";
    }
    return look == null ? tables : tables + " join catalog_entries e using (package_id)";
  }

  /** Which one version of each plugin and place is looked at. */
  String newest() {
    var status = query.status();
    if (status != null) {
      return "p.newest_in_status and p.status = " + bind(status.name());
    }
    return query.visibility().seesDeprecated()
        ? "p.newest_released"
        : "p.newest_in_status and p.status = 'APPROVED'";
  }

  /** Where packages have to be shown: in their own registries, or in those that are named. */
  String shown() {
    var registries = query.registries();
    if (registries.isEmpty()) {
      return "not p.mirrored";
    }
    return registries.size() == 1
        ? "p.shown_in = " + bind(registries.get(0))
        : "p.shown_in = any(%s)".formatted(bind(registries));
  }

  /** {@link #newest} in all places that are named. */
  String newestOnce() {
    var newest = newest();
    return once(newest, newest.replace("p.", "o."));
  }

  /** Of those with its status the newest in all places that are named. */
  String newestInStatusOnce() {
    return once("p.newest_in_status", "o.newest_in_status and o.status = p.status");
  }

  /** Of a plugin that several of the named registries show, the newest version of all of them. */
  private String once(String newest, String newestElsewhere) {
    if (query.registries().size() < 2) {
      return "(%s)".formatted(newest);
    }
    return """
    (%s and not exists (select 1 from catalog_places o
      where o.shown_in = any(%s) and o.registry_id = p.registry_id and o.plugin_id = p.plugin_id and %s
        and (o.version_key, o.package_id, o.shown_in) > (p.version_key, p.package_id, p.shown_in)))"""
        .formatted(newest, bind(query.registries()), newestElsewhere);
  }
}
