-- What a registry asks of decisions, and which one a submission goes to that names none.
alter table plugin_registries
  add column is_default boolean not null default false,
  add column second_approver boolean not null default false,
  add column reason_required boolean not null default false,
  add column change_reference_required boolean not null default false;
update plugin_registries set is_default = true where id in (
  select distinct on (type, coalesce(enterprise_id, ''), coalesce(site_id, '')) id from plugin_registries
  where is_active order by type, coalesce(enterprise_id, ''), coalesce(site_id, ''), created_at, id);
create unique index plugin_registries_default
  on plugin_registries (type, coalesce(enterprise_id, ''), coalesce(site_id, '')) where is_default;

-- Approvals outlive what was decided later; of two that are needed, the first waits here.
alter table plugin_packages
  add column first_approver varchar(255),
  add column first_approved_by varchar(255),
  add column first_approved_at timestamptz,
  add column approved_by varchar(255),
  add column approved_at timestamptz,
  add column change_reference varchar(255),
  add column replaced_by uuid references plugin_packages (id);
update plugin_packages set approved_by = decided_by, approved_at = decided_at where status = 'APPROVED';
create index plugin_packages_queue on plugin_packages (submission_id) where status in ('PENDING_REVIEW', 'IN_REVIEW');
create index plugin_packages_approved on plugin_packages (registry_id, plugin_id, approved_at desc)
  where status in ('APPROVED', 'DEPRECATED');

-- Which of another registry's packages a site's registry shows.
create table registry_mirrors (
  registry_id varchar(64) primary key references plugin_registries (id),
  source_id varchar(64) not null references plugin_registries (id),
  rules jsonb not null,
  revision bigint not null,
  version integer not null
);
create table mirrored_packages (
  registry_id varchar(64) not null references registry_mirrors (registry_id) on delete cascade,
  package_id uuid not null references plugin_packages (id),
  mirrored_at timestamptz not null,
  primary key (registry_id, package_id)
);
create index mirrored_packages_package on mirrored_packages (package_id);
