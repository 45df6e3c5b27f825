package dev.pluginsuite.registry.mirrors;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** That a site's registry shows packages of its enterprise's. */
@Entity
@Table(name = "registry_mirrors")
class RegistryMirror {
  @Id
  @Column(name = "registry_id")
  String registryId;

  @Column(name = "source_id")
  String sourceId;

  @JdbcTypeCode(SqlTypes.JSON)
  MirrorRules rules = MirrorRules.ALL;

  long revision;

  @Version int version;

  @SuppressWarnings("NullAway.Init")
  protected RegistryMirror() {}

  RegistryMirror(String registryId, String sourceId, MirrorRules rules) {
    this.registryId = registryId;
    this.sourceId = sourceId;
    change(sourceId, rules);
  }

  boolean shows(String source, MirrorRules wanted) {
    return sourceId.equals(source) && rules.equals(wanted);
  }

  final void change(String source, MirrorRules wanted) {
    sourceId = source;
    rules = wanted;
    revision++;
  }
}
