create table plugin_registries (
  id varchar(64) primary key,
  type varchar(20) not null,
  name varchar(128) not null,
  storage_url varchar(1000),
  storage_bucket varchar(255),
  enterprise_id varchar(64),
  site_id varchar(64),
  is_active boolean not null,
  created_at timestamptz not null,
  revision bigint not null,
  version integer not null
);

create table plugin_uploads (
  id uuid primary key,
  owner varchar(255) not null,
  checksum varchar(64) not null,
  size bigint not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index plugin_uploads_expires_at on plugin_uploads (expires_at);

create table plugin_packages (
  id uuid primary key,
  registry_id varchar(64) not null references plugin_registries (id),
  plugin_id varchar(64) not null,
  plugin_version varchar(256) not null,
  status varchar(20) not null,
  validation varchar(20) not null,
  submission_id uuid not null,
  manifest varchar not null,
  package_url varchar(2000) not null,
  checksum varchar(64) not null,
  size bigint not null,
  declared jsonb not null,
  risk varchar(10),
  license_type varchar(20) not null,
  uploaded_by varchar(255) not null,
  uploader varchar(255) not null,
  uploaded_at timestamptz not null,
  reviewer varchar(255),
  decided_by varchar(255),
  decided_at timestamptz,
  reason varchar(2000),
  findings jsonb not null,
  revision bigint not null,
  version integer not null,
  unique (registry_id, plugin_id, plugin_version)
);
create index plugin_packages_checksum on plugin_packages (checksum);
create index plugin_packages_catalog on plugin_packages (plugin_id, registry_id) where status = 'APPROVED';

create table plugin_submissions (
  id uuid primary key,
  package_id uuid not null references plugin_packages (id),
  plugin_id varchar(64) not null,
  plugin_version varchar(256) not null,
  manifest varchar not null,
  package_url varchar(2000) not null,
  checksum varchar(64) not null,
  submitted_by varchar(255) not null,
  submitter varchar(255) not null,
  submitted_at timestamptz not null,
  outcome varchar(20) not null
);
create index plugin_submissions_package on plugin_submissions (package_id);

create table attestations (
  package_id uuid primary key references plugin_packages (id),
  envelope varchar not null,
  signed_at timestamptz not null
);

create table package_counters (
  package_id uuid primary key references plugin_packages (id),
  downloads bigint not null
);

-- Projection of installation.installations: who has what, and who may fetch its bytes.
create table known_installations (
  installation_id uuid primary key,
  site_id varchar(64) not null,
  package_id uuid not null,
  live boolean not null,
  in_desired_state boolean not null,
  revision bigint not null
);
create index known_installations_package on known_installations (package_id, site_id);
