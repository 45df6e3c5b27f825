package dev.pluginsuite.installation.secret;

import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.common.secrecy.SealingKeys;
import dev.pluginsuite.common.secrecy.SealingKeys.Sealed;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One value of a secret property at a site, sealed for this row alone. */
@Entity
@Table(name = "installation_secrets")
class Secret {
  @Id UUID id;

  @Column(name = "site_id")
  String siteId;

  @Column(name = "plugin_id")
  String pluginId;

  String name;
  long revision;

  @Column(name = "key_id")
  String keyId;

  String sealed;

  @Column(name = "created_at")
  Instant createdAt;

  @SuppressWarnings("NullAway.Init")
  protected Secret() {}

  @SuppressWarnings("NullAway.Init") // seal sets the rest
  Secret(String siteId, String pluginId, SecretRef ref, Instant now) {
    this.id = ref.ref();
    this.siteId = siteId;
    this.pluginId = pluginId;
    this.name = ref.name();
    this.revision = ref.revision();
    this.createdAt = now;
  }

  Secret seal(byte[] value, SealingKeys keys) {
    var it = keys.seal(value, row());
    keyId = it.keyId();
    sealed = it.text();
    return this;
  }

  byte[] open(SealingKeys keys) {
    return keys.open(new Sealed(keyId, sealed), row());
  }

  /** The same value under the key that is current now. */
  void reseal(SealingKeys keys) {
    seal(open(keys), keys);
  }

  /** The name comes last: it is the only part that may hold anything. */
  private String row() {
    return String.join("/", siteId, pluginId, id.toString(), Long.toString(revision), name);
  }
}
