-- The catalogue: a row for each package to search in, and a row for each plugin of a registry with what changes often.
-- Triggers keep both, in the transaction of the change: whoever writes packages cannot forget the catalogue.

-- ---- Which sites ever ran a package: they may rate it, also after they removed it.
alter table known_installations add column ran boolean not null default false;
-- What became of older ones is not known; those that sites still have count.
update known_installations set ran = live;

-- ---- Ratings
create table plugin_reviews (
  id uuid primary key,
  package_id uuid not null references plugin_packages (id),
  reviewer varchar(255) not null,
  reviewer_id varchar(255) not null,
  site_id varchar(64) not null,
  rating integer not null check (rating between 1 and 5),
  comment varchar(2000) not null,
  status varchar(20) not null,
  written_at timestamptz not null,
  decided_by varchar(255),
  decided_at timestamptz,
  reason varchar(2000),
  revision bigint not null,
  version integer not null,
  unique (package_id, reviewer)
);
create index plugin_reviews_page on plugin_reviews (package_id, id);

-- ---- What changes often. No index on it, and room in the pages: an update stays in its page (HOT) and touches no index.
create table catalog_counters (
  registry_id varchar(64) not null,
  plugin_id varchar(64) not null,
  installs bigint not null default 0,
  rated_1 integer not null default 0,
  rated_2 integer not null default 0,
  rated_3 integer not null default 0,
  rated_4 integer not null default 0,
  rated_5 integer not null default 0,
  rating_count integer not null generated always as (rated_1 + rated_2 + rated_3 + rated_4 + rated_5) stored,
  rating_sum integer not null generated always as (rated_1 + 2 * rated_2 + 3 * rated_3 + 4 * rated_4 + 5 * rated_5) stored,
  primary key (registry_id, plugin_id)
) with (fillfactor = 70);

-- ---- What is searched
create table catalog_entries (
  package_id uuid primary key,
  registry_id varchar(64) not null,
  plugin_id varchar(64) not null,
  plugin_version varchar(256) not null,
  version_key varchar collate "C" not null,
  status varchar(20) not null,
  name varchar(128) not null,
  description varchar(500) not null,
  author varchar(200) not null,
  license varchar(100),
  license_type varchar(20) not null,
  risk varchar(10),
  hooks varchar[] not null,
  permissions varchar[] not null,
  mes_range varchar(256) not null,
  released_at timestamptz not null,
  -- Of its plugin and registry the newest of what is released, and the newest of those with its status.
  newest_released boolean not null default false,
  newest_in_status boolean not null default false,
  search tsvector not null
);
create index catalog_entries_search on catalog_entries using gin (search);
create index catalog_entries_plugin on catalog_entries (plugin_id, version_key, package_id);

-- Text that sorts as SemVer orders: numbers after their length, a blank after each part of a pre-release (it sorts before
-- all that a part may hold), and a release after its pre-releases. Build metadata does not count; no version at all is lowest.
create function semver_number(digits varchar) returns varchar language sql immutable strict parallel safe as
$$ select lpad(length(digits)::varchar, 3, '0') || digits $$;

create function semver_key(written varchar) returns varchar language plpgsql immutable strict parallel safe
set search_path from current as $$
declare
  part varchar[] := regexp_match(written,
    '^(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$');
begin
  if part is null then
    return '';
  end if;
  return semver_number(part[1]) || semver_number(part[2]) || semver_number(part[3]) || coalesce(
    ' ' || (
      select string_agg(case when id ~ '^[0-9]+$' then '0' || semver_number(id) else 'a' || id end || ' ', '' order by place)
      from unnest(string_to_array(part[4], '.')) with ordinality as it (id, place)),
    '~');
end $$;

-- A manifest that was not validated yet may be anything; what cannot be read has no fields.
create function catalog_manifest(written varchar) returns jsonb language plpgsql immutable parallel safe as $$
begin
  return written::jsonb;
exception
  when invalid_text_representation or untranslatable_character then
    return '{}';
end $$;

create function catalog_text(written varchar, longest integer) returns varchar language sql immutable parallel safe as
$$ select left(btrim(regexp_replace(coalesce(written, ''), '[\u0001-\u001f\u007f-\u009f]+', ' ', 'g')), longest) $$;

-- Words as they are written, for the beginnings of words, and their stems.
create function catalog_words(written varchar, weight "char") returns tsvector language sql immutable parallel safe as $$
  select setweight(to_tsvector('simple', words) || to_tsvector('english', words), weight)
  from (select regexp_replace(left(coalesce(written, ''), 4000), '[^[:alnum:]]+', ' ', 'g')) as it (words)
$$;

create function catalog_texts(manifest jsonb, path jsonpath) returns varchar[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct left(it #>> '{}', 100)), '{}')
  from (select it from jsonb_path_query(manifest, path) as it where jsonb_typeof(it) = 'string' limit 200) as texts
$$;

-- A list of hooks or lists by group; each hook its point, or an object that names it. Each point once: facets count rows.
create function catalog_hooks(manifest jsonb) returns varchar[] language sql immutable parallel safe
set search_path from current as $$
  select coalesce(array_agg(distinct point), '{}') from unnest(case jsonb_typeof(manifest -> 'hooks')
    when 'object' then catalog_texts(manifest, '$.hooks.*[*] ? (@.type() == "string")')
      || catalog_texts(manifest, '$.hooks.*[*] ? (@.type() == "object").point')
    when 'array' then catalog_texts(manifest, '$.hooks[*] ? (@.type() == "string")')
      || catalog_texts(manifest, '$.hooks[*] ? (@.type() == "object").point')
    end) as it (point)
$$;

-- Two versions of a plugin that change at once: the second waits here, and then sees what became of the first.
create function catalog_lock(registry varchar, plugin varchar) returns void language plpgsql
set search_path from current as $$
begin
  insert into catalog_counters (registry_id, plugin_id) values (registry, plugin) on conflict do nothing;
  perform 1 from catalog_counters where registry_id = registry and plugin_id = plugin for no key update;
end $$;

create function catalog_choose_newest(registry varchar, plugin varchar) returns void language sql
set search_path from current as $$
  update catalog_entries e set newest_released = it.of_released, newest_in_status = it.of_status
  from (
    select package_id,
      status in ('APPROVED', 'DEPRECATED')
        and row_number() over (partition by status in ('APPROVED', 'DEPRECATED') order by version_key desc, package_id desc) = 1,
      row_number() over (partition by status order by version_key desc, package_id desc) = 1
    from catalog_entries where registry_id = registry and plugin_id = plugin) as it (package_id, of_released, of_status)
  where e.package_id = it.package_id
    and (e.newest_released, e.newest_in_status) is distinct from (it.of_released, it.of_status)
$$;

create function catalog_enter(it plugin_packages) returns void language plpgsql set search_path from current as $$
declare
  manifest jsonb := catalog_manifest(it.manifest);
begin
  perform catalog_lock(it.registry_id, it.plugin_id);
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
  perform catalog_choose_newest(it.registry_id, it.plugin_id);
end $$;

create function catalog_follow_packages() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    perform catalog_lock(old.registry_id, old.plugin_id);
    delete from catalog_entries where package_id = old.id;
    perform catalog_choose_newest(old.registry_id, old.plugin_id);
  else
    perform catalog_enter(new);
  end if;
  return null;
end $$;
create trigger catalog_follow_packages after insert or delete on plugin_packages
  for each row execute function catalog_follow_packages();
create trigger catalog_follow_changes after update on plugin_packages for each row
  when ((old.status, old.risk, old.license_type, old.plugin_version, old.manifest)
    is distinct from (new.status, new.risk, new.license_type, new.plugin_version, new.manifest))
  execute function catalog_follow_packages();

create function catalog_add_installs(package uuid, more integer) returns void language sql set search_path from current as $$
  update catalog_counters c set installs = c.installs + more from plugin_packages p
  where p.id = package and c.registry_id = p.registry_id and c.plugin_id = p.plugin_id
$$;

create function catalog_follow_installations() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op <> 'INSERT' and old.live then
    perform catalog_add_installs(old.package_id, -1);
  end if;
  if tg_op <> 'DELETE' and new.live then
    perform catalog_add_installs(new.package_id, 1);
  end if;
  return null;
end $$;
create trigger catalog_follow_installations after insert or delete on known_installations
  for each row execute function catalog_follow_installations();
create trigger catalog_follow_installed after update on known_installations for each row
  when ((old.live, old.package_id) is distinct from (new.live, new.package_id))
  execute function catalog_follow_installations();

create function catalog_add_rating(package uuid, rating integer, more integer) returns void language sql
set search_path from current as $$
  update catalog_counters c set
    rated_1 = c.rated_1 + case rating when 1 then more else 0 end,
    rated_2 = c.rated_2 + case rating when 2 then more else 0 end,
    rated_3 = c.rated_3 + case rating when 3 then more else 0 end,
    rated_4 = c.rated_4 + case rating when 4 then more else 0 end,
    rated_5 = c.rated_5 + case rating when 5 then more else 0 end
  from plugin_packages p
  where p.id = package and c.registry_id = p.registry_id and c.plugin_id = p.plugin_id
$$;

create function catalog_follow_reviews() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op <> 'INSERT' and old.status = 'APPROVED' then
    perform catalog_add_rating(old.package_id, old.rating, -1);
  end if;
  if tg_op <> 'DELETE' and new.status = 'APPROVED' then
    perform catalog_add_rating(new.package_id, new.rating, 1);
  end if;
  return null;
end $$;
create trigger catalog_follow_reviews after insert or update or delete on plugin_reviews
  for each row execute function catalog_follow_reviews();

-- ---- What is there already
do $$
declare
  it plugin_packages;
begin
  for it in select * from plugin_packages loop
    perform catalog_enter(it);
  end loop;
  update catalog_counters c set installs = live.sites
  from (
    select p.registry_id, p.plugin_id, count(*) as sites
    from known_installations k join plugin_packages p on p.id = k.package_id
    where k.live group by 1, 2) as live
  where c.registry_id = live.registry_id and c.plugin_id = live.plugin_id;
end $$;
