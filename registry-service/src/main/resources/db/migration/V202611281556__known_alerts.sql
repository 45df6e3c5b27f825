-- How far each alert has come, so that what is new of it is told once and in order.
create table known_alerts (
  alert_id uuid primary key,
  revision bigint not null
);
