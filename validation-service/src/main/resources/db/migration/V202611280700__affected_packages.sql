-- Which vulnerability database a package's libraries were compared with last, and who does it until when.
alter table package_sboms
  add column compared_with bigint not null default 0,
  add column compare_at timestamptz not null default now();
create index package_sboms_compared on package_sboms (compared_with, compare_at);

-- Libraries of packages about which the database says something.
create table affected_libraries (
  id uuid primary key,
  package_id uuid not null references package_sboms on delete cascade,
  plugin_id varchar(255) not null,
  plugin_version varchar(256) not null,
  library varchar(255) not null,
  library_version varchar(256) not null,
  purl varchar(1000) not null,
  found_in varchar(600) not null,
  advisory varchar(255) not null,
  summary varchar(1000),
  severity varchar(40) not null,
  malicious boolean not null,
  fixed_in varchar(256),
  found_at timestamptz not null,
  unique (package_id, purl, advisory)
);
create index affected_libraries_advisory on affected_libraries (advisory, id);
