-- What each site could have, so that what is new of it is told once.
create table known_updates (
  site_id varchar(64) primary key,
  revision bigint not null,
  state jsonb not null,
  lock_version integer not null
);
