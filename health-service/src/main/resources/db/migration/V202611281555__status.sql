-- How each installation is, as it was judged last. What is judged is a package and a generation: with another one the judgement begins anew.
create table installation_health (
  installation_id uuid primary key,
  package_id uuid not null,
  generation bigint not null,
  -- Since when this package and generation are known; and from when on samples are counted, which for the first one is ever.
  known_since timestamptz not null,
  counted_from timestamptz not null,
  status varchar(16) not null,
  rank smallint not null generated always as (
    case status when 'UNHEALTHY' then 0 when 'DEGRADED' then 1 when 'UNKNOWN' then 2 else 3 end) stored,
  since timestamptz not null,
  -- Since when it is not HEALTHY; null while it is.
  unwell_since timestamptz,
  reasons jsonb not null,
  figures jsonb not null,
  revision bigint not null,
  -- What was said last of it on health.status.
  told jsonb,
  evaluated_at timestamptz,
  -- Null when nothing more is to come.
  due_at timestamptz
) with (fillfactor = 70);
create index installation_health_due on installation_health (due_at);
create index installation_health_worst on installation_health (rank, installation_id);

insert into installation_health (installation_id, package_id, generation, known_since, counted_from, status, since, unwell_since, reasons, figures, revision, due_at)
select installation_id, package_id, generation, now(), '-infinity', 'UNKNOWN', now(), now(),
  '[{"code": "too-few-samples", "status": "UNKNOWN", "value": 0.0, "limit": 2.0}]',
  '{"samples": 0, "errorCount": 0, "warningCount": 0}', 0, now()
from known_installations;

-- Limits of plugins (plugin/ID) and of single installations (installation/ID).
create table health_thresholds (
  subject varchar(300) primary key,
  limits jsonb not null,
  revision bigint not null,
  lock_version integer not null
);

create index known_installations_plugin on known_installations (plugin_id, version);

-- When somebody is to be called because of a plugin.
create table health_alert_rules (
  plugin_id varchar(255) primary key,
  terms jsonb not null,
  revision bigint not null,
  lock_version integer not null
);

create table health_alerts (
  id uuid primary key,
  installation_id uuid not null,
  site_id varchar(64) not null,
  plugin_id varchar(255) not null,
  package_id uuid not null,
  version varchar(256) not null,
  status varchar(16) not null,
  observed jsonb not null,
  -- When the health began that it was raised for: for one beginning there is one alert.
  unwell_at timestamptz not null,
  raised_at timestamptz not null,
  acknowledged_by varchar(255),
  acknowledged_at timestamptz,
  resolved_by varchar(255),
  resolved_at timestamptz,
  resolution varchar(2000),
  revision bigint not null,
  lock_version integer not null,
  unique (installation_id, unwell_at)
);
create unique index health_alerts_open on health_alerts (installation_id) where status <> 'RESOLVED';
