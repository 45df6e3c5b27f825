package dev.pluginsuite.registry.source;

import dev.pluginsuite.registry.upload.UploadService;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What the submitter has uploaded. */
@ApplicationScoped
class UploadSource implements PackageSource {
  private final UploadService uploads;

  UploadSource(UploadService uploads) {
    this.uploads = uploads;
  }

  @Override
  public boolean reads(String packageUrl) {
    return UploadService.isUpload(packageUrl);
  }

  @Override
  public Uni<StagedPackage> stage(Wanted wanted) {
    return uploads
        .find(wanted.packageUrl(), wanted.principal())
        .map(
            it ->
                new StagedPackage(
                    it.uploadId(), wanted.packageUrl(), it.checksum(), it.size(), true));
  }
}
