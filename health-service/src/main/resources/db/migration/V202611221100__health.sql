-- The installations as installation-service last said them.
create table known_installations (
  installation_id uuid primary key,
  site_id varchar(64) not null,
  plugin_id varchar(255) not null,
  package_id uuid not null,
  version varchar(256) not null,
  status varchar(20) not null,
  generation bigint not null,
  revision bigint not null
);

-- The key holds the time, so that the table can be partitioned by day: a unique key of a partitioned table has its partition key in it.
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
);
