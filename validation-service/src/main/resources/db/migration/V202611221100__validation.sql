-- One row for each submission: the work to do, then its report.
create table plugin_validations (
  id uuid primary key,
  package_id uuid not null,
  package_revision bigint not null,
  submission_id uuid not null unique,
  plugin_id varchar(255) not null,
  plugin_version varchar(256) not null,
  checksum varchar(64) not null,
  manifest varchar not null,
  content_url varchar(1000) not null,
  submitted_by varchar(255) not null,
  status varchar(20) not null,
  attempts integer not null,
  -- When it may be taken up: at once, after a pause, or when whoever took it up did not come back.
  due_at timestamptz not null,
  last_failure varchar(1000),
  report jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  revision bigint not null,
  version integer not null
);
create index plugin_validations_package on plugin_validations (package_id, package_revision);
create index plugin_validations_due on plugin_validations (due_at) where status = 'RUNNING';

-- Projection of installation.sites: which MES versions a plugin may meet.
create table known_sites (
  site_id varchar(64) primary key,
  mes_version varchar(256) not null,
  live boolean not null,
  revision bigint not null
);
