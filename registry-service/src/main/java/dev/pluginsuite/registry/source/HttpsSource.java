package dev.pluginsuite.registry.source;

import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.egress.EgressException;
import dev.pluginsuite.registry.egress.Fetch;
import dev.pluginsuite.registry.egress.GuardedHttp;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.ContentStore;
import dev.pluginsuite.registry.upload.UploadService;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** What lies on a web server that the registry fetches from. */
@ApplicationScoped
class HttpsSource implements PackageSource {
  private final GuardedHttp http;
  private final FetchSlots slots;
  private final SourceConfig config;
  private final UploadService uploads;
  private final ContentStore store;
  private final Vertx vertx;

  HttpsSource(
      GuardedHttp http,
      FetchSlots slots,
      SourceConfig config,
      UploadService uploads,
      ContentStore store,
      Vertx vertx) {
    this.http = http;
    this.slots = slots;
    this.config = config;
    this.uploads = uploads;
    this.store = store;
    this.vertx = vertx;
  }

  @Override
  public boolean reads(String packageUrl) {
    return packageUrl.toLowerCase(Locale.ROOT).startsWith("https://")
        && !UploadService.isUpload(packageUrl);
  }

  @Override
  public Uni<StagedPackage> stage(Wanted wanted) {
    var allowed = new AllowedUrls(config.allowedHosts().orElse(Set.of()), wanted.registry());
    var fetch =
        new Fetch(
            url(wanted.packageUrl()), allowed::allow, config.fetchDeadline(), uploads.largest());
    return slots
        .hold(wanted.principal(), () -> bring(fetch))
        .emitOn(CallerContext.of(vertx))
        .onFailure(EgressException.class)
        .transform(HttpsSource::refusal);
  }

  private Uni<StagedPackage> bring(Fetch fetch) {
    var id = Ids.next();
    return http.get(fetch, body -> store.receive(id, body, fetch.largest()))
        .map(it -> new StagedPackage(id, shown(fetch.url()), it.checksum(), it.size(), false));
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw RegistryProblem.URL_NOT_ALLOWED.because("The packageUrl is no URL.");
    }
  }

  /**
   * A query is left out: it may carry a signature, and whoever may see the package would see it.
   */
  private static String shown(URI url) {
    return "https://" + url.getRawAuthority() + url.getRawPath();
  }

  private static RuntimeException refusal(Throwable failure) {
    var egress = (EgressException) failure;
    return switch (egress.kind()) {
      case REFUSED -> RegistryProblem.URL_NOT_ALLOWED.because(egress.detail());
      case TOO_LARGE -> RegistryProblem.UPLOAD_TOO_LARGE.because(egress.detail());
      case UNREACHABLE, TIMED_OUT, BROKEN -> RegistryProblem.NOT_FETCHED.because(egress.detail());
    };
  }
}
