-- Bytes are kept before the transaction that refers to them: it has to know whether they were removed in between.
alter table stored_objects add column entry uuid not null default gen_random_uuid();
