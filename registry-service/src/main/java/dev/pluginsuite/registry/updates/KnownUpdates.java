package dev.pluginsuite.registry.updates;

import dev.pluginsuite.api.installation.UpdatesState;
import dev.pluginsuite.api.installation.UpdatesState.Update;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** What was on offer to a site when it was last heard of. */
@Entity
@Table(name = "known_updates")
class KnownUpdates {
  @Id
  @Column(name = "site_id")
  String siteId;

  long revision;

  @JdbcTypeCode(SqlTypes.JSON)
  UpdatesState state;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @SuppressWarnings("NullAway.Init")
  protected KnownUpdates() {}

  KnownUpdates(String siteId) {
    this.siteId = siteId;
    this.state = new UpdatesState(siteId, List.of());
  }

  /** What was not on offer before: of an offer that was taken or withdrawn nobody is told. */
  List<Update> hear(long newRevision, UpdatesState now) {
    if (newRevision <= revision) {
      return List.of();
    }
    var before = offers(state);
    revision = newRevision;
    state = now;
    return now.updates().stream().filter(it -> !before.contains(Offer.of(it))).toList();
  }

  private static Set<Offer> offers(UpdatesState state) {
    return state.updates().stream().map(Offer::of).collect(Collectors.toSet());
  }

  private record Offer(String pluginId, String version) {
    static Offer of(Update it) {
      return new Offer(it.pluginId(), it.offeredVersion());
    }
  }
}
