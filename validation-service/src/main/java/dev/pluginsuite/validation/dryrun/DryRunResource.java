package dev.pluginsuite.validation.dryrun;

import dev.pluginsuite.api.rest.Answer;
import dev.pluginsuite.common.problem.CommonProblem;
import dev.pluginsuite.common.security.Caller;
import dev.pluginsuite.common.security.Roles;
import dev.pluginsuite.validation.archive.ArchiveLimits;
import dev.pluginsuite.validation.manifest.ManifestReader;
import dev.pluginsuite.validation.manifest.ManifestRules;
import dev.pluginsuite.validation.pipeline.Report;
import dev.pluginsuite.validation.pipeline.ScanIncomplete;
import dev.pluginsuite.validation.pipeline.ValidationPipeline;
import dev.pluginsuite.validation.sites.CurrentRules;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Validates what was not submitted. Blocking, because bytes are checked while they come in. */
@Path("/admin/plugin-registry/validate")
class DryRunResource {
  private final ValidationPipeline pipeline;
  private final ArchiveLimits limits;
  private final CurrentRules rules;
  private final Caller caller;
  private final DryRunPlaces places;

  DryRunResource(
      ValidationPipeline pipeline,
      ArchiveLimits limits,
      CurrentRules rules,
      Caller caller,
      DryRunPlaces places) {
    this.pipeline = pipeline;
    this.limits = limits;
    this.rules = rules;
    this.caller = caller;
    this.places = places;
  }

  /** The body is read as bytes: parsed as JSON, a field that is there twice would be lost. */
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT})
  public Answer<Report> manifest(InputStream body) throws IOException {
    return answer(
        () -> {
          var manifest = body.readNBytes(ManifestReader.MOST_BYTES + 1);
          return pipeline.validateManifest(manifest, currentRules());
        });
  }

  @POST
  @Blocking
  @Consumes({
    MediaType.APPLICATION_OCTET_STREAM,
    "application/gzip",
    "application/x-gzip",
    "application/vnd.pluginsuite.mpk"
  })
  @RolesAllowed({Roles.DEVELOPER, Roles.CENTRAL_IT})
  public Answer<Report> content(
      InputStream body, @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length)
      throws IOException {
    if (length != null && length > limits.bytes()) {
      throw CommonProblem.TOO_LARGE.because(
          "A package has at most %d bytes.".formatted(limits.bytes()));
    }
    try {
      return answer(() -> pipeline.validatePackage(body, caller.name(), currentRules()));
    } catch (ScanIncomplete incomplete) {
      throw CommonProblem.UNAVAILABLE.because(String.valueOf(incomplete.getMessage()));
    }
  }

  private ManifestRules currentRules() {
    try {
      return VertxContextSupport.subscribeAndAwait(rules::get);
    } catch (Throwable e) {
      throw new IllegalStateException("Cannot read the sites", e);
    }
  }

  private Answer<Report> answer(DryRunPlaces.Work<Report> trial) throws IOException {
    return new Answer<>(places.take(trial), "Nothing was submitted");
  }
}
