create table sites (
  id varchar(41) primary key,
  name varchar(200) not null,
  enterprise_id varchar(64),
  mes_version varchar(256) not null,
  api_version varchar(256) not null,
  development boolean not null,
  labels jsonb not null,
  registries jsonb,
  status varchar(20) not null,
  generation bigint not null,
  revision bigint not null,
  lock_version integer not null,
  last_contact_at timestamptz,
  agent_version varchar(100),
  created_at timestamptz not null,
  -- The reconciler's own, not the entity's.
  due_at timestamptz not null default now(),
  attempts integer not null default 0
);
create index sites_provisioning on sites (due_at) where status = 'PROVISIONING';

create table enrolment_tokens (
  site_id varchar(41) primary key references sites,
  id uuid not null,
  hash varchar(64) not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  claimed_at timestamptz,
  used_at timestamptz
);

create table known_registries (
  registry_id varchar(64) primary key,
  revision bigint not null,
  type varchar(20) not null,
  enterprise_id varchar(64),
  site_id varchar(64),
  active boolean not null
);

create table known_packages (
  package_id uuid primary key,
  revision bigint not null,
  registry_id varchar(64) not null,
  plugin_id varchar(64) not null,
  status varchar(20) not null,
  state jsonb not null
);
create index known_packages_plugin on known_packages (plugin_id) where status = 'APPROVED';
create index known_packages_revoked on known_packages (package_id) where status = 'REVOKED';

create table plugin_installations (
  id uuid primary key,
  site_id varchar(41) not null references sites,
  package_id uuid not null,
  plugin_id varchar(64) not null,
  version varchar(256) not null,
  package_ref jsonb not null,
  requires jsonb not null,
  configuration jsonb not null,
  requested boolean not null,
  desired varchar(20) not null,
  generation bigint not null,
  plan_id uuid not null,
  undo jsonb,
  withdrawn_because varchar(2500),
  observed varchar(20) not null,
  observed_generation bigint not null,
  failed_operation varchar(50),
  error varchar(5000),
  status varchar(20) not null,
  revision bigint not null,
  lock_version integer not null,
  created_at timestamptz not null,
  installed_at timestamptz,
  activated_at timestamptz,
  deactivated_at timestamptz,
  error_count bigint not null,
  license_key varchar(64),
  license_expires timestamptz,
  previous_installation_id uuid
);
create unique index one_live_plugin_per_site on plugin_installations (site_id, plugin_id) where status <> 'UNINSTALLED';
create index plugin_installations_package on plugin_installations (package_id) where status <> 'UNINSTALLED';
create index plugin_installations_plugin on plugin_installations (plugin_id, id);
create index plugin_installations_site on plugin_installations (site_id, id);

create table revocation_tasks (
  package_id uuid not null,
  site_id varchar(41) not null references sites,
  because varchar(2500) not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  handled_at timestamptz,
  told_at timestamptz,
  primary key (package_id, site_id)
);
create index revocation_tasks_open on revocation_tasks (due_at) where handled_at is null;

create table deployment_commands (
  command_id uuid primary key,
  seq bigint generated always as identity,
  deployment_id uuid not null,
  site_id varchar(64) not null,
  body jsonb not null,
  progress varchar(20) not null,
  installation_id uuid,
  wanted varchar(20),
  answer jsonb,
  outcome jsonb,
  received_at timestamptz not null,
  due_at timestamptz not null
);
create index deployment_commands_received on deployment_commands (seq) where progress = 'RECEIVED';
create index deployment_commands_accepted on deployment_commands (site_id) where progress = 'ACCEPTED';
