package dev.pluginsuite.common.audit;

import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.ThisService;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who did what at this service. */
@Path("/admin/{service}/audit")
class AuditResource {
  private final AuditService audit;
  private final ThisService service;

  AuditResource(AuditService audit, ThisService service) {
    this.audit = audit;
    this.service = service;
  }

  @GET
  @RolesAllowed({Roles.CENTRAL_IT, Roles.AUDITOR})
  public Uni<ListAnswer<AuditView>> list(
      @RestPath("service") String name,
      @BeanParam @Valid PageRequest page,
      @RestQuery @Nullable String subjectId,
      @RestQuery @Nullable String actor) {
    service.check(name);
    return audit.list(page, subjectId, actor).map(it -> it.answer(AuditView::of, AuditView::idOf));
  }

  record AuditView(
      UUID id,
      Instant at,
      String actor,
      String action,
      String subjectType,
      String subjectId,
      @Nullable String before,
      @Nullable String after,
      @Nullable String reason,
      @Nullable String changeReference,
      @Nullable String address) {
    static AuditView of(AuditEntry it) {
      return new AuditView(
          it.id,
          it.at,
          it.actor,
          it.action,
          it.subjectType,
          it.subjectId,
          it.before,
          it.after,
          it.reason,
          it.changeReference,
          it.address);
    }

    static Object idOf(AuditEntry it) {
      return it.id;
    }
  }
}
