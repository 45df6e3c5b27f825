package dev.pluginsuite.common.inbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.hibernate.StaleStateException;

/** Which failures may pass by waiting: the database or the network away, and lost races. */
public final class Transience {
  /**
   * SQLSTATE classes: connection, transaction rollback, resources, operator intervention, system
   * error.
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

  /** 55P03: a lock that could not be had in time. */
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Transience() {}

  public static boolean mayPass(Throwable failure) {
    for (var it = failure; it != null; it = it.getCause()) {
      if (passes(it)) {
        return true;
      }
      if (it == it.getCause()) {
        return false;
      }
    }
    return false;
  }

  private static boolean passes(Throwable it) {
    if (it instanceof PgException pg) {
      var state = pg.getSqlState();
      return state == null
          || PASSING.contains(state.substring(0, 2))
          || state.equals(LOCK_NOT_AVAILABLE);
    }
    if (it instanceof com.fasterxml.jackson.core.JsonProcessingException) {
      return false;
    }
    return it instanceof IOException
        || it instanceof TimeoutException
        || it instanceof VertxException
        || it instanceof OptimisticLockException
        || it instanceof StaleStateException
        || String.valueOf(it.getMessage()).contains("Connection is closed")
        || String.valueOf(it.getMessage()).contains("Pool closed");
  }
}
