package dev.pluginsuite.installation.installation;

import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.http.Preference;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.common.waiting.Settled;
import dev.pluginsuite.common.waiting.Waiting;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** Answers a change with what the site made of it, or with 202 when that takes longer. */
@ApplicationScoped
public class Outcomes {
  private static final Settled<UUID> SETTLED =
      new Settled<>(
          "installations",
          """
          select id from plugin_installations
          where id = any($1::uuid[]) and (observed_generation >= generation or failed_operation is not null)""",
          UUID.class);

  private final Waiting waiting;
  private final Publication publication;
  private final InstallationService installations;

  Outcomes(Waiting waiting, Publication publication, InstallationService installations) {
    this.waiting = waiting;
    this.publication = publication;
    this.installations = installations;
  }

  /**
   * @param done the status of an answer that is final
   * @param prefer the header of this name
   */
  public Uni<RestResponse<InstallationAnswer>> of(
      Changed changed, Status done, @Nullable String prefer) {
    var id = changed.installation().id();
    return publication
        .of(id)
        .chain(() -> waiting.until(SETTLED, id, Preference.wait(prefer)))
        .chain(() -> installations.get(id, SiteScope.ALL))
        .map(now -> answer(now, changed, done));
  }

  /**
   * Waits for several; what has failed of them by then.
   *
   * @return null while the site has not reported on all of them
   */
  public Uni<@Nullable List<InstallationView>> failed(List<UUID> ids, @Nullable String prefer) {
    var atMost = Preference.wait(prefer);
    var settled = ids.stream().map(id -> waiting.until(SETTLED, id, atMost)).toList();
    return Uni.join()
        .all(settled)
        .andCollectFailures()
        .chain(all -> all.contains(false) ? Uni.createFrom().nullItem() : failed(ids));
  }

  private Uni<List<InstallationView>> failed(List<UUID> ids) {
    return installations
        .all(ids)
        .map(all -> all.stream().filter(InstallationView::hasFailed).toList());
  }

  private static RestResponse<InstallationAnswer> answer(
      InstallationView now, Changed changed, Status done) {
    var status = now.isSettled() ? done : Status.ACCEPTED;
    var builder =
        ResponseBuilder.create(status, InstallationAnswer.of(now, changed))
            .header(HttpHeaders.ETAG, EntityTags.of(now.revision()));
    return (status == Status.OK ? builder : builder.location(at(now))).build();
  }

  private static URI at(InstallationView it) {
    return URI.create("/api/v1/admin/plugins/" + it.id());
  }
}
