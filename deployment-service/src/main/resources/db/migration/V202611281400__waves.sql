alter table known_sites add column labels jsonb not null default '{}';

alter table plugin_deployments add column strategy jsonb not null default '{}';
alter table plugin_deployments add column site_selector jsonb;
-- The wave whose sites are asked now, and those before it.
alter table plugin_deployments add column wave integer not null default 1;
alter table plugin_deployments add column skipped_count integer not null default 0;
-- The deployment that this one takes back, and whether all of it.
alter table plugin_deployments add column rollback_of uuid references plugin_deployments;
alter table plugin_deployments add column rollback_whole boolean not null default true;
alter table plugin_deployments drop constraint plugin_deployments_check;
alter table plugin_deployments add constraint plugin_deployments_counts
  check (success_count + failure_count + cancelled_count + skipped_count <= target_count);
create unique index plugin_deployments_one_rollback on plugin_deployments (rollback_of) where status in ('SCHEDULED', 'IN_PROGRESS', 'PAUSED');

create table plugin_deployment_waves (
  id uuid primary key,
  deployment_id uuid not null references plugin_deployments,
  number integer not null,
  status varchar(20) not null,
  target_count integer not null,
  success_count integer not null default 0,
  failure_count integer not null default 0,
  -- Of those that took too long.
  silent_count integer not null default 0,
  -- Of those that were skipped or cancelled.
  other_count integer not null default 0,
  -- Failures that somebody has decided to live with.
  forgiven integer not null default 0,
  started_at timestamptz,
  soak_until timestamptz,
  ended_at timestamptz,
  unique (deployment_id, number),
  check (success_count + failure_count + silent_count + other_count <= target_count)
);
create index plugin_deployment_waves_soaking on plugin_deployment_waves (soak_until) where status = 'SOAKING';

-- What there is already goes on in one wave.
insert into plugin_deployment_waves
  (id, deployment_id, number, status, target_count, success_count, failure_count, silent_count, other_count, started_at)
select gen_random_uuid(), d.id, 1,
  case when d.status = 'SCHEDULED' then 'PENDING' when d.status in ('IN_PROGRESS', 'PAUSED') then 'RUNNING' else 'PASSED' end,
  d.target_count, d.success_count, d.failure_count - s.silent, s.silent, d.cancelled_count, d.started_at
from plugin_deployments d
cross join lateral (
  select count(*) as silent from plugin_deployment_targets t where t.deployment_id = d.id and t.status = 'TIMED_OUT') s;

alter table plugin_deployment_targets add column wave integer not null default 1;
alter table plugin_deployment_targets add column attempt integer not null default 1;
-- Not asked before.
alter table plugin_deployment_targets add column not_before timestamptz;
-- What the site had of this deployment when it had ended it, which a rollback expects.
alter table plugin_deployment_targets add column generation bigint;
alter table plugin_deployment_targets add column expected_installation_id uuid;
alter table plugin_deployment_targets add column expected_generation bigint;

create table plugin_deployment_history (
  id uuid primary key,
  deployment_id uuid not null references plugin_deployments,
  at timestamptz not null,
  action varchar(40) not null,
  status varchar(20) not null,
  detail varchar(2000),
  actor varchar(255) not null
);
create index plugin_deployment_history_of on plugin_deployment_history (deployment_id, id);
alter table plugin_deployments drop column can_rollback;
