-- One queue for what is to be done at many sites: whatever it is for, the same workers serve it.
create table site_tasks (
  kind varchar(20) not null,
  subject_id uuid not null,
  site_id varchar(41) not null references sites,
  detail varchar(2500) not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  handled_at timestamptz,
  told_at timestamptz,
  primary key (kind, subject_id, site_id)
);
create index site_tasks_open on site_tasks (due_at) where handled_at is null;

insert into site_tasks (kind, subject_id, site_id, detail, created_at, due_at, handled_at, told_at)
select 'REVOCATION', package_id, site_id, because, created_at, due_at, handled_at, told_at from revocation_tasks
union all
select 'LAPSE', license_id, site_id, plugin_id, created_at, due_at, handled_at, told_at from license_stops;

drop table revocation_tasks;
drop table license_stops;
