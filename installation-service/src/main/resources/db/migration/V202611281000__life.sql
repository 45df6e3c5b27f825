-- An upgrade is a row of its own, which takes the place of the earlier one.
alter table plugin_installations
  add column superseded_by uuid,
  add column failed_wish jsonb,
  add column live boolean not null default true;
update plugin_installations
  set live = status <> 'UNINSTALLED' and not (failed_operation is not null and desired = 'UNINSTALLED');
alter table plugin_installations alter column live drop default;
drop index one_live_plugin_per_site;
-- As a partial unique index, but looked at when the transaction ends: in an upgrade that is taken back two rows change places.
alter table plugin_installations add constraint one_live_plugin_per_site
  exclude using btree (site_id with =, plugin_id with =) where (live) deferrable initially deferred;

create table installation_history (
  id uuid primary key,
  installation_id uuid not null references plugin_installations,
  at timestamptz not null,
  actor varchar(255) not null,
  action varchar(50) not null,
  reason varchar(2500),
  change_reference varchar(255),
  plan_id uuid not null,
  generation bigint not null,
  desired varchar(20) not null,
  status varchar(20) not null,
  failed_operation varchar(50),
  error varchar(5000)
);
create index installation_history_installation on installation_history (installation_id, id);
