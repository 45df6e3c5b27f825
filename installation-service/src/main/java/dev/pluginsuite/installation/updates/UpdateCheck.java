package dev.pluginsuite.installation.updates;

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
import org.jspecify.annotations.Nullable;

/** What was told last of a site. When it is looked at again is the database's business. */
@Entity
@Table(name = "update_checks")
class UpdateCheck {
  @Id
  @Column(name = "site_id")
  String siteId;

  long revision;

  /** Null until there was something. */
  @JdbcTypeCode(SqlTypes.JSON)
  @Nullable UpdatesState told;

  @Version
  @Column(name = "lock_version")
  int lockVersion;

  @SuppressWarnings("NullAway.Init")
  protected UpdateCheck() {}

  UpdateCheck(String siteId) {
    this.siteId = siteId;
  }

  /** Whether it is news. What an upgrade would do, and ask for, may change without being told. */
  boolean found(List<Update> offered) {
    if (offers(offered).equals(offers(toldUpdates()))) {
      return false;
    }
    told = new UpdatesState(siteId, List.copyOf(offered));
    revision++;
    return true;
  }

  private List<Update> toldUpdates() {
    return told == null ? List.of() : told.updates();
  }

  private static Set<Offer> offers(List<Update> updates) {
    return updates.stream().map(Offer::of).collect(Collectors.toSet());
  }

  private record Offer(String pluginId, String version, String offeredVersion) {
    static Offer of(Update it) {
      return new Offer(it.pluginId(), it.version(), it.offeredVersion());
    }
  }
}
