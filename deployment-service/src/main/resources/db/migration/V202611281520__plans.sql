-- What of the plan was agreed to when the deployment was created; one that takes another back has none.
alter table plugin_deployments add column plan_hash varchar(64);
alter table plugin_deployments add constraint plugin_deployments_plan_hash check (plan_hash ~ '^[0-9a-f]{64}$');
