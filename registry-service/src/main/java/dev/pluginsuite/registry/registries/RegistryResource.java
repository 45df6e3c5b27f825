package dev.pluginsuite.registry.registries;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pluginsuite.api.registry.RegistryType;
import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.api.rest.ListAnswer;
import dev.pluginsuite.common.http.EntityTags;
import dev.pluginsuite.common.idempotency.IdempotentRequests;
import dev.pluginsuite.common.outbox.Publication;
import dev.pluginsuite.common.paging.PageRequest;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.registry.registries.Registry.Details;
import dev.pluginsuite.registry.registries.RegistryService.Change;
import dev.pluginsuite.registry.registries.RegistryService.NewRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Registries over HTTP. */
@Path("/admin/plugin-registry/registries")
class RegistryResource {
  private final RegistryService registries;
  private final Publication publication;
  private final Caller caller;
  private final IdempotentRequests requests;

  RegistryResource(
      RegistryService registries,
      Publication publication,
      Caller caller,
      IdempotentRequests requests) {
    this.registries = registries;
    this.publication = publication;
    this.caller = caller;
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<RegistryView>>> create(
      @NotNull @Valid RegistryRequest body, UriInfo uri) {
    return registries
        .create(
            new NewRegistry(body.id(), body.type(), body.details(), body.asDefault()),
            caller.actor(),
            requests.of(body))
        .call(it -> publication.of(it.id))
        .map(
            it ->
                ResponseBuilder.<Answer<RegistryView>>created(
                        uri.getAbsolutePathBuilder().path(it.id).build())
                    .entity(new Answer<>(RegistryView.of(it), "Registry created"))
                    .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
                    .build());
  }

  @GET
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<ListAnswer<RegistryView>> list(@BeanParam @Valid PageRequest page) {
    return registries.list(page).map(it -> it.answer(RegistryView::of, row -> row.id));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT, Roles.SITE_ADMIN, Roles.AUDITOR})
  public Uni<RestResponse<Answer<RegistryView>>> get(@RestPath String id) {
    return registries.get(id).map(it -> answer(it, null));
  }

  @PUT
  @Path("/{id}")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<RegistryView>>> change(
      @RestPath String id,
      @RestHeader(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      @NotNull @Valid RegistryChange body) {
    return registries
        .change(
            id,
            new Change(body.details(), body.asDefault(), ifMatch),
            caller.actor(),
            requests.of(body))
        .call(it -> publication.of(it.id))
        .map(it -> answer(it, "Registry changed"));
  }

  @POST
  @Path("/{id}/deactivate")
  @RolesAllowed(Roles.CENTRAL_IT)
  public Uni<RestResponse<Answer<RegistryView>>> deactivate(@RestPath String id) {
    return registries
        .deactivate(id, caller.actor())
        .call(it -> publication.of(it.id))
        .map(it -> answer(it, "Registry deactivated"));
  }

  private static RestResponse<Answer<RegistryView>> answer(Registry it, @Nullable String message) {
    return ResponseBuilder.ok(new Answer<>(RegistryView.of(it), message))
        .header(HttpHeaders.ETAG, EntityTags.of(it.revision))
        .build();
  }

  record RegistryRequest(
      @NotNull
          @Pattern(
              regexp = "[a-z][a-z0-9-]{1,62}",
              message = "must be 2 to 63 lower-case letters, digits and dashes")
          String id,
      @NotNull RegistryType type,
      @NotBlank @Size(max = 128) String name,
      @Size(max = 1000) @Nullable String storageUrl,
      @Size(max = 255) @Nullable String storageBucket,
      @Size(max = 64) @Nullable String enterpriseId,
      @Size(max = 64) @Nullable String siteId,
      @Nullable Boolean isDefault,
      @Nullable ReviewPolicy review) {
    Details details() {
      return new Details(name, storageUrl, storageBucket, enterpriseId, siteId, review);
    }

    boolean asDefault() {
      return Boolean.TRUE.equals(isDefault);
    }
  }

  record RegistryChange(
      @NotBlank @Size(max = 128) String name,
      @Size(max = 1000) @Nullable String storageUrl,
      @Size(max = 255) @Nullable String storageBucket,
      @Size(max = 64) @Nullable String enterpriseId,
      @Size(max = 64) @Nullable String siteId,
      @Nullable Boolean isDefault,
      @Nullable ReviewPolicy review) {
    Details details() {
      return new Details(name, storageUrl, storageBucket, enterpriseId, siteId, review);
    }

    boolean asDefault() {
      return Boolean.TRUE.equals(isDefault);
    }
  }

  record RegistryView(
      String id,
      RegistryType type,
      String name,
      @Nullable String storageUrl,
      @Nullable String storageBucket,
      @Nullable String enterpriseId,
      @Nullable String siteId,
      @JsonProperty("isActive") boolean isActive,
      @JsonProperty("isDefault") boolean isDefault,
      ReviewPolicy review,
      Instant createdAt) {
    static RegistryView of(Registry it) {
      return new RegistryView(
          it.id,
          it.type,
          it.name,
          it.storageUrl,
          it.storageBucket,
          it.enterpriseId,
          it.siteId,
          it.isActive,
          it.isDefault,
          it.review,
          it.createdAt);
    }
  }
}
