-- The trace of the record a command came with: what is done at the site because of it goes on with it.
alter table deployment_commands add column traceparent varchar(55);
