package dev.pluginsuite.installation.installation;

import dev.pluginsuite.api.installation.DesiredState;
import dev.pluginsuite.api.installation.DesiredState.SecretRef;
import dev.pluginsuite.installation.secret.SecretService;
import dev.pluginsuite.installation.secret.SecretView;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The secrets that a site's document names, and no others. */
@ApplicationScoped
class SiteSecretsService {
  private final InstallationRepository installations;
  private final SecretService secrets;

  SiteSecretsService(InstallationRepository installations, SecretService secrets) {
    this.installations = installations;
    this.secrets = secrets;
  }

  @WithSession
  Uni<List<SecretView>> of(String siteId) {
    return installations
        .openAt(siteId)
        .map(SitePlugins::documentOf)
        .map(SiteSecretsService::refs)
        .chain(refs -> secrets.open(siteId, refs));
  }

  private static List<UUID> refs(List<DesiredState.Plugin> document) {
    return document.stream().flatMap(it -> it.secretRefs().stream()).map(SecretRef::ref).toList();
  }
}
