-- How installations are, as health-service says.
create table known_health (
  installation_id uuid primary key,
  site_id varchar(64) not null,
  plugin_id varchar(255) not null,
  generation bigint not null,
  status varchar(20) not null,
  revision bigint not null
);
create index known_health_of on known_health (site_id, plugin_id, generation desc);

alter table plugin_deployment_waves add column unhealthy_count integer not null default 0;
alter table plugin_deployment_waves add constraint plugin_deployment_waves_unhealthy check (unhealthy_count between 0 and success_count);

-- How the plugin was before, how it was last, and whether the gate counts that as a failure.
alter table plugin_deployment_targets add column baseline varchar(20);
alter table plugin_deployment_targets add column health varchar(20);
alter table plugin_deployment_targets add column unhealthy boolean not null default false;
create index plugin_deployment_targets_succeeded on plugin_deployment_targets (installation_id) where status = 'SUCCEEDED';
