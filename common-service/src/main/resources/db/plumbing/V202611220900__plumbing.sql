-- What every service keeps beside its own tables. ${login} is the role the service logs in with.

create table outbox_event (
  seq bigint generated always as identity primary key,
  event_id uuid not null unique,
  topic varchar(249) not null,
  key varchar(255) not null,
  type varchar(100) not null,
  payload varchar not null,
  created_at timestamptz not null,
  parked_at timestamptz,
  parked_because varchar(1000)
);
create index outbox_event_key on outbox_event (key);

create function outbox_wake() returns trigger language plpgsql as $$
begin
  perform pg_notify('outbox_' || tg_table_schema, '');
  return null;
end $$;
-- One notification a statement: PostgreSQL folds equal ones within a transaction.
create trigger outbox_wake after insert on outbox_event for each statement execute function outbox_wake();

create table inbox_command (
  consumer varchar(100) not null,
  command_id uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, command_id)
);
create index inbox_command_received_at on inbox_command (received_at);

create table consumed_offset (
  topic varchar(249) not null,
  partition integer not null,
  consumed bigint not null,
  primary key (topic, partition)
);

create table idempotency_key (
  principal varchar(255) not null,
  method varchar(10) not null,
  path varchar(1000) not null,
  key varchar(255) not null,
  body_hash varchar(64) not null,
  resource varchar(255),
  created_at timestamptz not null default now(),
  primary key (principal, method, path, key)
);
create index idempotency_key_created_at on idempotency_key (created_at);

create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  actor varchar(255) not null,
  action varchar(100) not null,
  subject_type varchar(100) not null,
  subject_id varchar(255) not null,
  before_state varchar(255),
  after_state varchar(255),
  reason varchar(2000),
  change_reference varchar(255),
  address varchar(100)
);
create index audit_entry_subject on audit_entry (subject_type, subject_id, id);
-- Append-only: not even a service that was broken into can rewrite history.
revoke update, delete, truncate on audit_entry from ${login};
