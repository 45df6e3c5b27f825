-- Where packages are shown: in their own registry, and in those that mirror it. Narrow rows: what is filtered, counted and
-- sorted by; texts stay in catalog_entries. Which version of a plugin is the newest is told for each place, because a mirror
-- may show some of them only.
create table catalog_places (
  shown_in varchar(64) not null,
  package_id uuid not null,
  mirrored boolean not null,
  registry_id varchar(64) not null,
  plugin_id varchar(64) not null,
  version_key varchar collate "C" not null,
  status varchar(20) not null,
  sort_name varchar(256) not null,
  license varchar(100),
  license_type varchar(20) not null,
  risk varchar(10),
  hooks varchar[] not null,
  permissions varchar[] not null,
  mes_range varchar(256) not null,
  released_at timestamptz not null,
  -- Of its plugin and place the newest of what is released, and the newest of those with its status.
  newest_released boolean not null,
  newest_in_status boolean not null,
  primary key (shown_in, package_id),
  -- Nothing that is not approved is shown by a mirror, whatever else goes wrong.
  check (not mirrored or status = 'APPROVED')
);
create index catalog_places_plugin on catalog_places (registry_id, plugin_id);
create index catalog_places_package on catalog_places (package_id);
-- The first page as most people see it.
create index catalog_places_released on catalog_places (sort_name, plugin_id, registry_id) where newest_released and not mirrored;
create index catalog_places_approved on catalog_places (sort_name, plugin_id, registry_id)
  where newest_in_status and status = 'APPROVED' and not mirrored;

-- ---- How often the catalogue has changed: whoever has counted it knows by this whether that still holds.
-- Writers take any row that is free, so none waits for another; of one that is not committed nobody sees anything.
create table catalog_changes (
  slot integer primary key generated always as identity,
  made bigint not null,
  released bigint not null
) with (fillfactor = 50);

create function catalog_changed(of_released boolean) returns void language plpgsql set search_path from current as $$
declare
  kind varchar := case when of_released then 'released' else 'made' end;
  free integer;
begin
  -- Once is enough for a transaction.
  if coalesce(current_setting('suite.catalog_changed', true), '') in ('released', kind) then
    return;
  end if;
  perform set_config('suite.catalog_changed', kind, true);
  select slot into free from catalog_changes order by slot limit 1 for update skip locked;
  if free is null then
    insert into catalog_changes (made, released) values (1, of_released::integer);
  else
    update catalog_changes set made = made + 1, released = released + of_released::integer where slot = free;
  end if;
end $$;

create function catalog_note_written() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select 1 from written) then
    perform catalog_changed(exists (select 1 from written where status in ('APPROVED', 'DEPRECATED')));
  end if;
  return null;
end $$;
create trigger catalog_note_inserted after insert on catalog_places referencing new table as written
  for each statement execute function catalog_note_written();
create trigger catalog_note_deleted after delete on catalog_places referencing old table as written
  for each statement execute function catalog_note_written();

-- Every row that stops being released was one before.
create function catalog_note_updated() returns trigger language plpgsql set search_path from current as $$
begin
  if exists (select 1 from written) then
    perform catalog_changed(exists (select 1 from (select status from written union all select status from replaced) as it
      where status in ('APPROVED', 'DEPRECATED')));
  end if;
  return null;
end $$;
create trigger catalog_note_updated after update on catalog_places referencing new table as written old table as replaced
  for each statement execute function catalog_note_updated();

create function catalog_note_texts() returns trigger language plpgsql set search_path from current as $$
begin
  perform catalog_changed(new.status in ('APPROVED', 'DEPRECATED'));
  return null;
end $$;
create trigger catalog_note_texts after update on catalog_entries for each row when (old.search is distinct from new.search)
  execute function catalog_note_texts();

-- Stars are counted too, installs are not.
create function catalog_note_rated() returns trigger language plpgsql set search_path from current as $$
begin
  perform catalog_changed(true);
  return null;
end $$;
create trigger catalog_note_rated after update on catalog_counters for each row
  when ((old.rating_count, old.rating_sum) is distinct from (new.rating_count, new.rating_sum))
  execute function catalog_note_rated();

-- ---- Places follow entries
-- All places of some plugins of a registry, as they should be.
create function catalog_place(registry varchar, plugins varchar[]) returns void language sql set search_path from current as $$
  with wanted as (
    select place.shown_in, e.package_id, place.mirrored, e.registry_id, e.plugin_id, e.version_key, e.status, lower(e.name) as sort_name,
      e.license, e.license_type, e.risk, e.hooks, e.permissions, e.mes_range, e.released_at,
      e.status in ('APPROVED', 'DEPRECATED') and row_number() over (
        partition by place.shown_in, e.plugin_id, e.status in ('APPROVED', 'DEPRECATED') order by e.version_key desc, e.package_id desc) = 1
        as newest_released,
      row_number() over (
        partition by place.shown_in, e.plugin_id, e.status order by e.version_key desc, e.package_id desc) = 1 as newest_in_status
    from catalog_entries e cross join lateral (
      select e.registry_id as shown_in, false as mirrored
      union all
      select m.registry_id, true from mirrored_packages m where m.package_id = e.package_id and e.status = 'APPROVED') as place
    where e.registry_id = registry and e.plugin_id = any(plugins)),
  gone as (
    delete from catalog_places p where p.registry_id = registry and p.plugin_id = any(plugins)
      and not exists (select 1 from wanted w where w.shown_in = p.shown_in and w.package_id = p.package_id))
  insert into catalog_places as p (shown_in, package_id, mirrored, registry_id, plugin_id, version_key, status, sort_name, license,
    license_type, risk, hooks, permissions, mes_range, released_at, newest_released, newest_in_status)
  select * from wanted
  on conflict (shown_in, package_id) do update set version_key = excluded.version_key, status = excluded.status,
    sort_name = excluded.sort_name, license = excluded.license, license_type = excluded.license_type, risk = excluded.risk,
    hooks = excluded.hooks, permissions = excluded.permissions, mes_range = excluded.mes_range, released_at = excluded.released_at,
    newest_released = excluded.newest_released, newest_in_status = excluded.newest_in_status
  where (p.*) is distinct from (excluded.*)
$$;

-- Before the plugin is locked, as whoever changes a mirror does: see MirrorService.
create function catalog_lock(registry varchar, plugins varchar[]) returns void language plpgsql set search_path from current as $$
declare
  plugin varchar;
begin
  perform pg_advisory_xact_lock_shared(hashtext('registry_mirrors'), hashtext(registry));
  foreach plugin in array plugins loop
    perform catalog_lock(registry, plugin);
  end loop;
end $$;

create or replace function catalog_enter(it plugin_packages) returns void language plpgsql set search_path from current as $$
declare
  manifest jsonb := catalog_manifest(it.manifest);
begin
  perform catalog_lock(it.registry_id, array[it.plugin_id]);
  insert into catalog_entries as e (package_id, registry_id, plugin_id, plugin_version, version_key, status, name, description,
    author, license, license_type, risk, hooks, permissions, mes_range, released_at, search)
  values (it.id, it.registry_id, it.plugin_id, it.plugin_version, semver_key(it.plugin_version), it.status,
    coalesce(nullif(catalog_text(manifest ->> 'name', 128), ''), it.plugin_id), catalog_text(manifest ->> 'description', 500),
    catalog_text(manifest ->> 'author', 200), nullif(catalog_text(manifest ->> 'license', 100), ''), it.license_type, it.risk,
    catalog_hooks(manifest), catalog_texts(manifest, '$.permissions[*]'),
    coalesce(nullif(catalog_text(manifest ->> 'mesVersion', 256), ''), '*'), coalesce(it.decided_at, it.uploaded_at),
    catalog_words(it.plugin_id, 'A') || catalog_words(manifest ->> 'name', 'A')
      || catalog_words(array_to_string(catalog_texts(manifest, '$.keywords[*]'), ' '), 'B')
      || catalog_words(manifest ->> 'description', 'C') || catalog_words(manifest ->> 'author', 'D'))
  on conflict (package_id) do update set plugin_version = excluded.plugin_version, version_key = excluded.version_key,
    status = excluded.status, name = excluded.name, description = excluded.description, author = excluded.author,
    license = excluded.license, license_type = excluded.license_type, risk = excluded.risk, hooks = excluded.hooks,
    permissions = excluded.permissions, mes_range = excluded.mes_range, search = excluded.search,
    -- To be deprecated makes nothing new.
    released_at = case when e.status in ('APPROVED', 'DEPRECATED') then e.released_at else excluded.released_at end;
  perform catalog_place(it.registry_id, array[it.plugin_id]);
end $$;

create or replace function catalog_follow_packages() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    perform catalog_lock(old.registry_id, array[old.plugin_id]);
    delete from catalog_entries where package_id = old.id;
    perform catalog_place(old.registry_id, array[old.plugin_id]);
  else
    perform catalog_enter(new);
  end if;
  return null;
end $$;
drop function catalog_choose_newest(varchar, varchar);

-- A mirror shows more, or less: of one registry, many plugins at once.
create function catalog_follow_mirrors() returns trigger language plpgsql set search_path from current as $$
declare
  registry varchar;
  plugins varchar[];
begin
  for registry, plugins in
    select e.registry_id, array_agg(distinct e.plugin_id order by e.plugin_id)
    from mirrored join catalog_entries e on e.package_id = mirrored.package_id group by e.registry_id order by e.registry_id
  loop
    perform catalog_lock(registry, plugins);
    perform catalog_place(registry, plugins);
  end loop;
  return null;
end $$;
create trigger catalog_follow_mirrored after insert on mirrored_packages referencing new table as mirrored
  for each statement execute function catalog_follow_mirrors();
create trigger catalog_follow_hidden after delete on mirrored_packages referencing old table as mirrored
  for each statement execute function catalog_follow_mirrors();

-- ---- What is there already
alter table catalog_entries drop column newest_released, drop column newest_in_status;
do $$
declare
  registry varchar;
  plugins varchar[];
begin
  for registry, plugins in select registry_id, array_agg(distinct plugin_id) from catalog_entries group by registry_id loop
    perform catalog_place(registry, plugins);
  end loop;
end $$;
