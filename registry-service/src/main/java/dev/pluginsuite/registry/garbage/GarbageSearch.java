package dev.pluginsuite.registry.garbage;

import dev.pluginsuite.registry.blobs.Blob;
import dev.pluginsuite.registry.storage.Keys;
import dev.pluginsuite.registry.storage.StorageAccounts;
import dev.pluginsuite.registry.storage.StorageLocation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks what lies in the stores: a commit that failed leaves bytes that nobody noted. */
@ApplicationScoped
class GarbageSearch {
  private static final Logger LOG = Logger.getLogger(GarbageSearch.class);

  /** Objects lie in folders named by the first byte of their digest: one of them fits in memory. */
  private static final int FOLDERS = 256;

  private final GarbageMarks marks;
  private final StorageAccounts accounts;
  private final Vertx vertx;

  GarbageSearch(GarbageMarks marks, StorageAccounts accounts, Vertx vertx) {
    this.marks = marks;
    this.accounts = accounts;
    this.vertx = vertx;
  }

  /** How many objects nobody had noted; notes them unless it is a dry run. */
  Uni<Long> everywhere(boolean dryRun) {
    return marks
        .locations()
        .onItem()
        .transformToMulti(locations -> Multi.createFrom().iterable(locations))
        .onItem()
        .transformToUniAndConcatenate(location -> at(location, dryRun))
        .collect()
        .in(Total::new, Total::add)
        .map(it -> it.sum);
  }

  private Uni<Long> at(String location, boolean dryRun) {
    return Multi.createFrom()
        .range(0, FOLDERS)
        .onItem()
        .transformToUniAndConcatenate(folder -> inFolder(location, folder, dryRun))
        .collect()
        .in(Total::new, Total::add)
        .map(it -> it.sum)
        .onFailure(IOException.class)
        .recoverWithItem(away -> skipped(location, away));
  }

  /** A server that is away keeps its garbage, and the others lose theirs. */
  private static Long skipped(String location, Throwable away) {
    LOG.warnf("Cannot list %s: %s", location, away.getMessage());
    return 0L;
  }

  private Uni<Long> inFolder(String location, int folder, boolean dryRun) {
    return vertx
        .executeBlocking(() -> listed(location, folder), false)
        .chain(
            found ->
                found.isEmpty() ? Uni.createFrom().item(0L) : marks.adopt(location, found, dryRun));
  }

  private List<Blob> listed(String location, int folder) throws IOException {
    var found = new ArrayList<Blob>();
    accounts
        .at(StorageLocation.parse(location))
        .list("%s%02x/".formatted(Keys.OBJECTS, folder), found::add);
    found.removeIf(it -> !it.key().matches("sha256/[0-9a-f]{2}/[0-9a-f]{64}"));
    return found;
  }

  private static final class Total {
    private long sum;

    void add(long more) {
      sum += more;
    }
  }
}
