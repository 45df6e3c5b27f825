package dev.pluginsuite.deployment.window;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pluginsuite.api.installation.MaintenanceWindow;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps with each site the opening that it is in, or that is next. Whatever clock finds it, it is
 * one; whether it is open now says the database's.
 */
@ApplicationScoped
public class OpeningService {
  /** Of a target {@code t}: whether its site may be asked now. */
  public static final String OPEN =
      """
      not exists (
        select 1 from known_sites k
        where k.site_id = t.site_id and k.opens_at is not null and (k.opens_at > now() or k.asks_until <= now()))""";

  private static final Logger LOG = Logger.getLogger(OpeningService.class);

  /** What cannot be read, or never opens, is closed, and looked at again. */
  private static final Duration CLOSED = Duration.ofDays(1);

  private static final int BATCH = 100;

  private static final String KEEP =
      """
      update known_sites k
      set windows = cast(n.windows as jsonb), opens_at = cast(nullif(n.opens_at, '') as timestamptz),
          closes_at = cast(nullif(n.closes_at, '') as timestamptz), asks_until = cast(nullif(n.asks_until, '') as timestamptz)
      from unnest(cast(?1 as varchar[]), cast(?2 as varchar[]), cast(?3 as varchar[]), cast(?4 as varchar[]), cast(?5 as varchar[]))
        as n(site_id, windows, opens_at, closes_at, asks_until)
      where k.site_id = n.site_id""";

  private static final String OVER =
      """
      select site_id, cast(windows as varchar), cast(extract(epoch from now()) * 1000 as bigint) from known_sites
      where opens_at is not null and asks_until <= now() order by asks_until limit ?1 for update skip locked""";

  private static final String OF =
      """
      select site_id, cast(extract(epoch from opens_at) * 1000 as bigint), cast(extract(epoch from closes_at) * 1000 as bigint)
      from known_sites where site_id = any(cast(?1 as varchar[])) and opens_at is not null""";

  private final WindowConfig config;
  private final ObjectMapper json;
  private final Clock clock;

  OpeningService(WindowConfig config, ObjectMapper json, Clock clock) {
    this.config = config;
    this.json = json;
    this.clock = clock;
  }

  /** A site that is known has other windows, or none. */
  @WithTransaction
  public Uni<Void> keep(String siteId, @Nullable List<MaintenanceWindow> windows) {
    var all = windows == null ? List.<MaintenanceWindow>of() : windows;
    return keep(List.of(new Kept(siteId, write(all), next(siteId, all, clock.instant()))));
  }

  /**
   * Finds the next openings of sites where the last one is over. Answers whether there were any.
   */
  @WithTransaction
  public Uni<Boolean> renew() {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(OVER, Object[].class)
                    .setParameter(1, BATCH)
                    .getResultList())
        .map(rows -> rows.stream().map(this::renewed).toList())
        .chain(all -> all.isEmpty() ? none() : keep(all).replaceWith(true));
  }

  private static Uni<Boolean> none() {
    return Uni.createFrom().item(false);
  }

  private Kept renewed(Object[] row) {
    var siteId = (String) row[0];
    var windows = (String) row[1];
    return new Kept(
        siteId, windows, next(siteId, read(windows), Instant.ofEpochMilli((Long) row[2])));
  }

  /** Null stands for always. */
  private @Nullable Opening next(String siteId, List<MaintenanceWindow> windows, Instant now) {
    if (windows.isEmpty()) {
      return null;
    }
    var later = now.plus(CLOSED);
    try {
      return Windows.of(windows).next(now, config.margin()).orElse(new Opening(later, later));
    } catch (RuntimeException unreadable) {
      LOG.warnf(
          "The maintenance windows of %s cannot be read: %s", siteId, unreadable.getMessage());
      return new Opening(later, later);
    }
  }

  private Uni<Void> keep(List<Kept> all) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(KEEP)
                    .setParameter(1, column(all, Kept::siteId))
                    .setParameter(2, column(all, Kept::windows))
                    .setParameter(3, column(all, it -> text(it, Opening::opensAt)))
                    .setParameter(4, column(all, it -> text(it, Opening::closesAt)))
                    .setParameter(5, column(all, it -> text(it, this::asksUntil)))
                    .executeUpdate())
        .replaceWithVoid();
  }

  private Instant asksUntil(Opening it) {
    return it.asksUntil(config.margin());
  }

  private static String[] column(List<Kept> all, Function<Kept, String> value) {
    return all.stream().map(value).toArray(String[]::new);
  }

  private static String text(Kept it, Function<Opening, Instant> time) {
    return it.opening() == null ? "" : time.apply(it.opening()).toString();
  }

  /** By site, the opening that it is in or that is next; without those that are always open. */
  @WithSession
  public Uni<Map<String, Opening>> of(List<String> siteIds) {
    return Panache.getSession()
        .chain(
            session ->
                session
                    .createNativeQuery(OF, Object[].class)
                    .setParameter(1, siteIds.toArray(String[]::new))
                    .getResultList())
        .map(OpeningService::openings);
  }

  private static Map<String, Opening> openings(List<Object[]> rows) {
    var openings = new TreeMap<String, Opening>();
    for (var row : rows) {
      var opensAt = Instant.ofEpochMilli((Long) row[1]);
      openings.put((String) row[0], new Opening(opensAt, Instant.ofEpochMilli((Long) row[2])));
    }
    return openings;
  }

  private String write(List<MaintenanceWindow> windows) {
    try {
      return json.writeValueAsString(windows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<MaintenanceWindow> read(String windows) {
    try {
      return new ArrayList<>(
          json.readValue(windows, new TypeReference<List<MaintenanceWindow>>() {}));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private record Kept(String siteId, String windows, @Nullable Opening opening) {}
}
