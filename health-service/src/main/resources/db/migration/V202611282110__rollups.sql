-- Which five minutes of which installations got samples: a row a batch, written with them, taken by the next pass that rolls up.
create table health_touched (
  id bigint generated always as identity primary key,
  installation_ids uuid[] not null,
  starts timestamptz[] not null
);

-- Five minutes (width 300) and hours (3600), in seconds. A package of its own each: an upgrade in the middle makes two.
create table health_rollups (
  installation_id uuid not null,
  width integer not null,
  starts_at timestamptz not null,
  package_id uuid not null,
  sample_count bigint not null,
  error_count bigint not null,
  warning_count bigint not null,
  execution_count bigint,
  latency_max double precision not null,
  memory_max double precision not null,
  cpu_max double precision not null,
  latency bytea not null,
  primary key (installation_id, width, starts_at, package_id)
);
-- Old ones are looked for by time alone, and rows lie about in its order.
create index health_rollups_starts_at on health_rollups using brin (starts_at);

-- What is there already; the same statement makes all rollups anew.
insert into health_touched (installation_ids, starts)
select array_agg(installation_id), array_agg(starts_at)
from (select distinct installation_id, date_bin('5 minutes', recorded_at, 'epoch') as starts_at from plugin_health_logs) touched
group by date_trunc('hour', starts_at);
