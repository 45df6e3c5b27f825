-- The trace of whoever asked for the deployment: its sites are asked in it.
alter table plugin_deployments add column traceparent varchar(55);
