package dev.pluginsuite.health.rollup;

import dev.pluginsuite.common.security.SiteScope;
import dev.pluginsuite.health.rollup.Comparison.OneVersion;
import dev.pluginsuite.health.rollup.RollupRepository.Touched;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;

/** Makes rollups from the samples that are there, whatever was there before, and reads them. */
@ApplicationScoped
class RollupService {
  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private final RollupRepository rollups;
  private final ComparisonRepository comparisons;
  private final RollupConfig config;
  private final Clock clock;

  RollupService(
      RollupRepository rollups,
      ComparisonRepository comparisons,
      RollupConfig config,
      Clock clock) {
    this.rollups = rollups;
    this.comparisons = comparisons;
    this.config = config;
    this.clock = clock;
  }

  /** Five minutes out of samples, and notes their hours; whether there may be more. */
  Uni<Boolean> rollUpSamples() {
    return rollUp(
        Bucket.SHORT,
        (connection, touched) ->
            rollups
                .ofSamples(connection, touched.buckets())
                .chain(made -> rollups.put(connection, Bucket.SHORT, made))
                .chain(() -> rollups.touch(connection, Bucket.LONG, touched.hours())));
  }

  /** Hours out of five minutes; whether there may be more. */
  Uni<Boolean> rollUpHours() {
    return rollUp(
        Bucket.LONG,
        (connection, touched) ->
            rollups
                .ofHours(connection, touched.buckets())
                .chain(made -> rollups.put(connection, Bucket.LONG, made)));
  }

  private Uni<Boolean> rollUp(Duration width, BiFunction<SqlConnection, Touched, Uni<Void>> work) {
    return rollups.inTransaction(
        connection ->
            rollups
                .isMine(connection, width)
                .chain(
                    mine -> mine ? rollUp(connection, width, work) : Uni.createFrom().item(false)));
  }

  private Uni<Boolean> rollUp(
      SqlConnection connection,
      Duration width,
      BiFunction<SqlConnection, Touched, Uni<Void>> work) {
    return rollups
        .take(connection, width, config.batches())
        .call(
            touched ->
                touched.buckets().isEmpty()
                    ? Uni.createFrom().voidItem()
                    : work.apply(connection, touched))
        .map(touched -> touched.entries() == config.batches());
  }

  Uni<Boolean> forgetSome() {
    return rollups
        .forget(clock.instant().minus(config.retention()), FORGOTTEN_AT_ONCE)
        .map(forgotten -> forgotten == FORGOTTEN_AT_ONCE);
  }

  Uni<PointsView> points(UUID installationId, Span span) {
    return rollups
        .ofInstallation(installationId, span.width(), span.from(), span.to())
        .map(found -> PointsView.of(span, found));
  }

  Uni<PackagesView> packages(UUID installationId, Span span) {
    return rollups
        .ofInstallation(installationId, span.width(), span.from(), span.to())
        .map(found -> PackagesView.of(span, found));
  }

  Uni<Comparison> compare(
      String pluginId, String before, String after, SiteScope scope, Span span) {
    return comparisons
        .of(pluginId, before, scope, span)
        .chain(old -> compare(pluginId, old, after, scope, span));
  }

  private Uni<Comparison> compare(
      String pluginId, OneVersion before, String after, SiteScope scope, Span span) {
    return comparisons
        .of(pluginId, after, scope, span)
        .map(it -> new Comparison(pluginId, span.from(), span.to(), before, it));
  }
}
