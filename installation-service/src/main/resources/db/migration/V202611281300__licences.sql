-- Of a key only its SHA-256: it is random in full.
create table plugin_licenses (
  id uuid primary key,
  key_hash varchar(64) not null unique,
  masked_key varchar(64) not null,
  registry_id varchar(64) not null,
  plugin_id varchar(64) not null,
  version_range varchar(256),
  license_type varchar(20) not null,
  site_ids jsonb not null,
  enterprise_id varchar(64),
  max_installations integer,
  expires_at timestamptz,
  status varchar(20) not null,
  warned_days integer,
  next_step_at timestamptz,
  revoked_at timestamptz,
  revoked_because varchar(2000),
  issued_by varchar(255) not null,
  created_at timestamptz not null,
  revision bigint not null,
  lock_version integer not null
);
create index plugin_licenses_plugin on plugin_licenses (plugin_id, id);
create index plugin_licenses_next_step on plugin_licenses (next_step_at) where next_step_at is not null;

-- Taken under the licence's lock and the site's, so that there are never more than the licence allows.
create table license_seats (
  license_id uuid not null references plugin_licenses,
  site_id varchar(41) not null references sites,
  plugin_id varchar(64) not null,
  taken_at timestamptz not null,
  primary key (license_id, site_id),
  unique (site_id, plugin_id)
);

-- Who has tried what. Kept for ever.
create table license_trials (
  plugin_id varchar(64) not null,
  site_id varchar(41) not null references sites,
  license_id uuid not null references plugin_licenses,
  began_at timestamptz not null,
  primary key (plugin_id, site_id)
);

create table license_stops (
  license_id uuid not null references plugin_licenses,
  site_id varchar(41) not null references sites,
  plugin_id varchar(64) not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  handled_at timestamptz,
  told_at timestamptz,
  primary key (license_id, site_id)
);
create index license_stops_open on license_stops (due_at) where handled_at is null;

-- Both are those of the licence now.
alter table plugin_installations drop column license_key, drop column license_expires;
