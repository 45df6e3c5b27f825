-- How health-service says each installation is; error_count is of the window in which that was found.
alter table plugin_installations
  add column health_revision bigint not null default 0,
  add column health_status varchar(16),
  add column health_since timestamptz,
  add column warning_count bigint not null default 0,
  add column last_error varchar(1000);
