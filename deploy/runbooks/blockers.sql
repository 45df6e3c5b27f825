-- Who keeps whom waiting in the database: a service's session (its user is the service) that waits for a lock, and the one that holds it. Run
-- by an administrator. Somebody who forgot to commit is "idle in transaction"; select pg_terminate_backend(blocker) ends such a session, and
-- what waited goes on by itself.
select w.usename as waits, w.pid as session, w.query as statement, now() - w.query_start as waiting,
  b.pid as blocker, b.usename as blocker_user, b.application_name as blocker_application, b.client_addr as blocker_address,
  b.state as blocker_state, now() - b.xact_start as blocker_since, b.query as blocker_statement
from pg_stat_activity w
cross join lateral unnest(pg_blocking_pids(w.pid)) as blocking (pid)
join pg_stat_activity b on b.pid = blocking.pid
where w.datname = current_database()
order by b.xact_start, w.query_start
