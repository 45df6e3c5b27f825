-- Which bytes are kept where. Packages refer to them by checksum; a location names an account of the configuration, or is 'default'.
create table stored_objects (
  checksum varchar(64) not null,
  location varchar(400) not null,
  size bigint not null,
  kept_at timestamptz not null,
  -- When garbage collection first found that no package refers to it.
  unreferenced_since timestamptz,
  primary key (checksum, location)
);
create index stored_objects_unreferenced on stored_objects (unreferenced_since) where unreferenced_since is not null;

insert into stored_objects (checksum, location, size, kept_at)
  select checksum, 'default', max(size), max(uploaded_at) from plugin_packages group by checksum;
