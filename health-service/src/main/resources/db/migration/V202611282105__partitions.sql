-- Samples by day of UTC, so that a day is dropped as a whole. The service makes days ahead and drops old ones; it knows them by their name.
alter table plugin_health_logs rename to plugin_health_logs_whole;
alter table plugin_health_logs_whole rename constraint plugin_health_logs_pkey to plugin_health_logs_whole_pkey;

create table plugin_health_logs (
  installation_id uuid not null,
  recorded_at timestamptz not null,
  received_at timestamptz not null,
  package_id uuid not null,
  generation bigint not null,
  error_count bigint not null,
  warning_count bigint not null,
  avg_execution_time double precision not null,
  memory_usage double precision not null,
  cpu_usage double precision not null,
  execution_count bigint,
  primary key (installation_id, recorded_at)
) partition by range (recorded_at);

do $$
declare
  today date := (now() at time zone 'UTC')::date;
  oldest date;
  newest date;
  at date;
begin
  select (min(recorded_at) at time zone 'UTC')::date, (max(recorded_at) at time zone 'UTC')::date
    into oldest, newest from plugin_health_logs_whole;
  at := least(oldest, today - 31);
  while at <= greatest(newest, today + 7) loop
    execute format(
      'create table %I partition of plugin_health_logs for values from (%L) to (%L)',
      'plugin_health_logs_' || to_char(at, 'YYYYMMDD'), at || 'T00:00:00Z', (at + 1) || 'T00:00:00Z');
    at := at + 1;
  end loop;
end
$$;

insert into plugin_health_logs (installation_id, recorded_at, received_at, package_id, generation,
  error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count)
select installation_id, recorded_at, received_at, package_id, generation,
  error_count, warning_count, avg_execution_time, memory_usage, cpu_usage, execution_count
from plugin_health_logs_whole;
drop table plugin_health_logs_whole;
