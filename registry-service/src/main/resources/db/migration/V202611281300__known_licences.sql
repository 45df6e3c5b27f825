-- How far each licence has come, so that what comes next is told once.
create table known_licences (
  licence_id uuid primary key,
  revision bigint not null,
  status varchar(20) not null,
  warned_days integer
);
