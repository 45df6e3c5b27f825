-- How each deployment was when it was last heard of, so that what is new of it is told once.
create table known_deployments (
  deployment_id uuid primary key,
  status varchar(20) not null,
  breached boolean not null,
  revision bigint not null
);
