-- A value never changes in place: another value is another row, so that a plan can be taken back.
create table installation_secrets (
  id uuid primary key,
  site_id varchar(41) not null references sites,
  plugin_id varchar(64) not null,
  name varchar(255) not null,
  revision bigint not null,
  key_id varchar(16) not null,
  sealed varchar not null,
  created_at timestamptz not null
);
create index installation_secrets_plugin on installation_secrets (site_id, plugin_id);
create index installation_secrets_key on installation_secrets (key_id);

-- References only.
alter table plugin_installations add column secret_refs jsonb not null default '{"refs": []}';
