alter table sites add column requires_reason boolean not null default false;
alter table sites add column requires_change_reference boolean not null default false;
alter table sites add column observed_generation bigint not null default 0;
alter table sites add column offboard_by timestamptz;
create index sites_offboarding on sites (due_at) where status = 'OFFBOARDING';

-- The newest report of each site, whole.
create table site_observations (
  site_id varchar(41) primary key references sites,
  site_generation bigint not null,
  received_at timestamptz not null,
  report jsonb not null
);

-- Since when a site has something else than it should have. A trigger, because everything that changes
-- what is wanted or seen has to keep it right.
alter table plugin_installations add column drift_since timestamptz;

create function note_drift() returns trigger language plpgsql set search_path from current as $$
begin
  new.drift_since = case
    when new.desired = 'ACTIVE' and new.observed = 'ACTIVE' then null
    when new.desired in ('INSTALLED', 'INACTIVE') and new.observed in ('INSTALLED', 'INACTIVE') then null
    when new.desired in ('UNINSTALLED', 'REPLACED') and new.observed = 'ABSENT' then null
    else coalesce(new.drift_since, now())
  end;
  return new;
end $$;

create trigger plugin_installations_drift before insert or update on plugin_installations
  for each row execute function note_drift();
update plugin_installations set status = status;
create index plugin_installations_drifting on plugin_installations (site_id) where drift_since is not null;
