-- When a site is looked at for newer versions, and what was told of it last.
create table update_checks (
  site_id varchar(41) primary key references sites,
  next_check_at timestamptz not null,
  revision bigint not null,
  told jsonb,
  lock_version integer not null
);
create index update_checks_next on update_checks (next_check_at);
