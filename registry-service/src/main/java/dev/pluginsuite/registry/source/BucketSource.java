package dev.pluginsuite.registry.source;

import dev.pluginsuite.common.context.CallerContext;
import dev.pluginsuite.common.time.Ids;
import dev.pluginsuite.registry.problem.RegistryProblem;
import dev.pluginsuite.registry.storage.ContentSources;
import dev.pluginsuite.registry.storage.RegistryStorage;
import dev.pluginsuite.registry.upload.UploadService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;

/** What lies in the bucket that the registry itself is kept in. */
@ApplicationScoped
class BucketSource implements PackageSource {
  private final ContentSources contents;
  private final RegistryStorage storage;
  private final FetchSlots slots;
  private final UploadService uploads;
  private final Vertx vertx;

  BucketSource(
      ContentSources contents,
      RegistryStorage storage,
      FetchSlots slots,
      UploadService uploads,
      Vertx vertx) {
    this.contents = contents;
    this.storage = storage;
    this.slots = slots;
    this.uploads = uploads;
    this.vertx = vertx;
  }

  @Override
  public boolean reads(String packageUrl) {
    var url = packageUrl.toLowerCase(Locale.ROOT);
    return url.startsWith("s3://") || url.startsWith("az://");
  }

  @Override
  public Uni<StagedPackage> stage(Wanted wanted) {
    var url = url(wanted.packageUrl());
    return slots.hold(wanted.principal(), () -> bring(wanted, url)).emitOn(CallerContext.of(vertx));
  }

  private Uni<StagedPackage> bring(Wanted wanted, URI url) {
    var id = Ids.next();
    var place = storage.locate(wanted.registry().storageUrl(), wanted.registry().storageBucket());
    return Uni.createFrom()
        .item(() -> contents.fetch(place, url, id, uploads.largest()))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .map(it -> new StagedPackage(id, url.toString(), it.checksum(), it.size(), false));
  }

  private static URI url(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw RegistryProblem.URL_NOT_ALLOWED.because("The packageUrl is no URL.");
    }
  }
}
