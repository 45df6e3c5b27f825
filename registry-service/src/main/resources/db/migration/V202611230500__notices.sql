create table notices (
  id uuid primary key,
  seq bigint generated always as identity,
  type varchar(100) not null,
  subject_id varchar(255) not null,
  scope jsonb not null,
  body varchar not null,
  raised_at timestamptz not null,
  fanned_out_at timestamptz
);
create index notices_to_fan_out on notices (seq) where fanned_out_at is null;
create index notices_to_fan_out_of_subject on notices (subject_id, seq) where fanned_out_at is null;
create index notices_raised_at on notices (raised_at);

create table subscriptions (
  id uuid primary key,
  channel varchar(20) not null,
  name varchar(128) not null,
  target varchar(2000) not null,
  interest jsonb not null,
  reach jsonb not null,
  owner varchar(255) not null,
  owner_name varchar(255) not null,
  status varchar(20) not null,
  status_reason varchar(1000),
  secret varchar(500),
  previous_secret varchar(500),
  previous_secret_until timestamptz,
  created_at timestamptz not null,
  revision bigint not null,
  version integer not null
);
create index subscriptions_owner on subscriptions (owner);

create table notice_deliveries (
  id uuid primary key,
  seq bigint generated always as identity,
  subscription_id uuid not null references subscriptions (id) on delete cascade,
  notice_id uuid not null references notices (id) on delete cascade,
  type varchar(100) not null,
  subject_id varchar(255) not null,
  -- A test that its owner asked for: sent whatever the subscription's status, and once.
  probe boolean not null,
  status varchar(20) not null,
  attempts integer not null,
  due_at timestamptz not null,
  created_at timestamptz not null,
  attempted_at timestamptz,
  delivered_at timestamptz,
  response_code integer,
  latency_millis bigint,
  error varchar(1000),
  response_excerpt varchar(1000),
  unique (subscription_id, notice_id)
);
-- In the order of sending; it also says which is the oldest of a subject.
create index notice_deliveries_pending on notice_deliveries (subscription_id, subject_id, seq) where status = 'PENDING';
create index notice_deliveries_due on notice_deliveries (subscription_id, due_at) where status = 'PENDING';
create index notice_deliveries_log on notice_deliveries (subscription_id, id);
create index notice_deliveries_notice on notice_deliveries (notice_id);

-- Who sends for a subscription: one at a time, whatever number of replicas.
create table delivery_turns (
  subscription_id uuid primary key references subscriptions (id) on delete cascade,
  lease bigint not null,
  leased_until timestamptz not null,
  rest_until timestamptz not null,
  failures integer not null,
  failing_since timestamptz,
  -- The subscription's revision when it failed: what its owner has changed since is tried at once.
  seen_revision bigint not null
);
