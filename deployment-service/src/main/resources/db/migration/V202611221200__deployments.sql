-- The packages as registry-service last said them. Of the manifest only the names of the secrets matter here: a deployment may not set them.
create table known_packages (
  package_id uuid primary key,
  plugin_id varchar(255) not null,
  version varchar(256) not null,
  status varchar(20) not null,
  secrets jsonb not null,
  revision bigint not null
);

-- The sites as installation-service last said them.
create table known_sites (
  site_id varchar(64) primary key,
  status varchar(20) not null,
  revision bigint not null
);

create table plugin_deployments (
  id uuid primary key,
  package_id uuid not null,
  plugin_id varchar(255) not null,
  plugin_version varchar(256) not null,
  deployment_type varchar(20) not null,
  status varchar(20) not null,
  status_reason varchar(255),
  configuration jsonb not null,
  activate boolean not null,
  target_count integer not null,
  success_count integer not null default 0,
  failure_count integer not null default 0,
  cancelled_count integer not null default 0,
  scheduled_for timestamptz,
  started_at timestamptz,
  completed_at timestamptz,
  can_rollback boolean not null,
  rolled_back_at timestamptz,
  reason varchar(2000),
  change_reference varchar(255),
  created_by varchar(255) not null,
  created_at timestamptz not null,
  -- Grows with every change of the deployment or of one of its targets.
  revision bigint not null,
  -- The revision that was last said on deployment.deployments, and when.
  announced_revision bigint not null,
  announced_at timestamptz not null,
  check (success_count + failure_count + cancelled_count <= target_count)
);
create index plugin_deployments_due on plugin_deployments (scheduled_for) where status = 'SCHEDULED';
create index plugin_deployments_running on plugin_deployments (id) where status = 'IN_PROGRESS';
create index plugin_deployments_unsaid on plugin_deployments (announced_at) where announced_revision < revision;
create index plugin_deployments_package on plugin_deployments (package_id, id);
create index plugin_deployments_plugin on plugin_deployments (plugin_id, id);

create table plugin_deployment_targets (
  id uuid primary key default gen_random_uuid(),
  deployment_id uuid not null references plugin_deployments,
  site_id varchar(64) not null,
  plugin_id varchar(255) not null,
  status varchar(20) not null,
  -- Whether this is the one deployment of its plugin that is running at its site.
  holds_site boolean not null,
  command_id uuid unique,
  installation_id uuid,
  problem jsonb,
  started_at timestamptz,
  sends integer not null default 0,
  resend_at timestamptz,
  accepted_at timestamptz,
  deadline_at timestamptz,
  ended_at timestamptz,
  unique (deployment_id, site_id)
);
create unique index plugin_deployment_targets_one_running on plugin_deployment_targets (plugin_id, site_id) where holds_site;
create index plugin_deployment_targets_pending on plugin_deployment_targets (plugin_id, site_id) where status = 'PENDING';
create index plugin_deployment_targets_to_send on plugin_deployment_targets (deployment_id, site_id) where status = 'PENDING';
create index plugin_deployment_targets_unanswered on plugin_deployment_targets (resend_at) where status = 'RUNNING' and accepted_at is null;
create index plugin_deployment_targets_deadline on plugin_deployment_targets (deadline_at) where status = 'RUNNING';
