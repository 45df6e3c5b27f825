package dev.pluginsuite.registry.packages;

import dev.pluginsuite.registry.storage.ContentReader;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

/** Answers with bytes, a part of them, a link to them, or that the client has them. Blocks. */
@ApplicationScoped
class ContentAnswers {
  private final ContentReader reader;
  private final DownloadCounter downloads;

  ContentAnswers(ContentReader reader, DownloadCounter downloads) {
    this.reader = reader;
    this.downloads = downloads;
  }

  /** Without bytes, and so without a look into the store. */
  static RestResponse<InputStream> head(KeptContent it) {
    return described(ResponseBuilder.create(Status.OK), it)
        .header(HttpHeaders.CONTENT_LENGTH, it.content().size())
        .build();
  }

  RestResponse<InputStream> get(
      KeptContent it, ContentConditions conditions, boolean counts, HttpServerRequest request) {
    if (conditions.isCurrent(it.etag())) {
      return described(ResponseBuilder.create(Status.NOT_MODIFIED), it).build();
    }
    var part = conditions.part(it.etag(), it.content().size());
    var answer =
        reader
            .link(it.where(), it.content(), it.fileName())
            .map(ContentAnswers::redirect)
            .orElseGet(() -> bytes(it, part, request));
    // Whoever reads on where a download broke off was counted when it began.
    if (counts && part.map(ByteRange::from).orElse(0L) == 0) {
      downloads.count(it.packageId());
    }
    return answer;
  }

  private RestResponse<InputStream> bytes(
      KeptContent it, Optional<ByteRange> part, HttpServerRequest request) {
    return part.map(wanted -> part(it, wanted, request)).orElseGet(() -> whole(it, request));
  }

  private static RestResponse<InputStream> redirect(URI elsewhere) {
    return ResponseBuilder.<InputStream>create(Status.TEMPORARY_REDIRECT)
        .location(elsewhere)
        // The link ends soon, and is its bearer's alone.
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private RestResponse<InputStream> whole(KeptContent it, HttpServerRequest request) {
    var body = reader.open(it.where(), it.content());
    return described(ResponseBuilder.create(Status.OK), it)
        .header(HttpHeaders.CONTENT_LENGTH, it.content().size())
        .entity(new BreakingOffInputStream(body, request))
        .build();
  }

  private RestResponse<InputStream> part(
      KeptContent it, ByteRange part, HttpServerRequest request) {
    var body = reader.open(it.where(), it.content(), part.from(), part.length());
    return described(ResponseBuilder.create(Status.PARTIAL_CONTENT), it)
        .header(HttpHeaders.CONTENT_LENGTH, part.length())
        .header(ByteRange.CONTENT_RANGE, part.contentRange(it.content().size()))
        .entity(new BreakingOffInputStream(body, request))
        .build();
  }

  private static ResponseBuilder<InputStream> described(
      ResponseBuilder<InputStream> answer, KeptContent it) {
    return answer
        .header(HttpHeaders.CONTENT_TYPE, "application/gzip")
        .header(HttpHeaders.ETAG, it.etag())
        .header("Accept-Ranges", "bytes")
        .header("Repr-Digest", it.reprDigest())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + it.fileName() + "\"");
  }
}
