package dev.pluginsuite.common.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.hibernate.StaleStateException;
import org.jspecify.annotations.Nullable;

/** Which failures may pass by waiting: the database or the network away, and lost races. */
public final class Transience {
  /**
   * SQLSTATE classes: connection, login (a password is being changed), no such database, rollback,
   * resources, operator intervention, system error.
   */
  private static final Set<String> PASSING_CLASSES =
      Set.of("08", "28", "3D", "40", "53", "57", "58");

  /** A lock that could not be had in time; a primary that has just become a standby. */
  private static final Set<String> PASSING = Set.of("55P03", "25006");

  /** Causes may run in a circle. */
  private static final int DEEPEST_CAUSE = 30;

  private Transience() {}

  public static boolean mayPass(Throwable failure) {
    Throwable it = failure;
    for (int depth = 0; it != null && depth < DEEPEST_CAUSE; depth++) {
      if (passes(it)) {
        return true;
      }
      it = it.getCause();
    }
    return false;
  }

  private static boolean passes(Throwable it) {
    if (it instanceof PgException pg) {
      return passes(pg.getSqlState());
    }
    // What Hibernate makes of it, without a trace of the original.
    if (it instanceof SQLException sql) {
      return passes(sql.getSQLState());
    }
    if (it instanceof JsonProcessingException) {
      return false;
    }
    return it instanceof IOException
        || it instanceof TimeoutException
        || it instanceof VertxException
        // Vert.x, of a connection that closed under a query or was not to be had in time.
        || it instanceof NoStackTraceThrowable
        || it instanceof OptimisticLockException
        || it instanceof StaleStateException
        || String.valueOf(it.getMessage()).contains("Connection is closed")
        || String.valueOf(it.getMessage()).contains("Pool closed");
  }

  private static boolean passes(@Nullable String state) {
    return state == null
        || PASSING.contains(state)
        || PASSING_CLASSES.contains(state.substring(0, 2));
  }
}
