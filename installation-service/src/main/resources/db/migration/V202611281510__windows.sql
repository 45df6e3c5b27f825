-- The generation by which a command changed its site: while it is the newest, the command can be taken back.
alter table deployment_commands add column changed_generation bigint;

-- When deployments may change a site; null stands for always.
alter table sites add column maintenance_windows jsonb;
