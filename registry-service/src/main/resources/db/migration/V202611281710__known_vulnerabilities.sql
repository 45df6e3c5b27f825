-- Up to which revision what is known of each package's libraries was heard, so that only what is new is told.
create table known_vulnerabilities (
  package_id uuid primary key,
  revision bigint not null
);
