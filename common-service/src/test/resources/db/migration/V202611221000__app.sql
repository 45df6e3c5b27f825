create table notes (
  id uuid primary key,
  version integer not null,
  revision bigint not null,
  text varchar(100) not null
);

create table known_reports (
  package_id varchar(100) primary key,
  revision bigint not null,
  state varchar(100) not null,
  changes integer not null default 1
);
