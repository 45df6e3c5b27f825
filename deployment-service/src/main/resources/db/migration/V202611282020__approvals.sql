-- Who created it, as the token says: a second person is somebody else. Nobody is shown it.
alter table plugin_deployments add column created_by_principal varchar(255);
-- The policies that hold for its sites.
alter table plugin_deployments add column policies jsonb not null default '{"names": []}';
alter table plugin_deployments add column approved_by varchar(255);
alter table plugin_deployments add column approved_at timestamptz;
alter table plugin_deployments add column approval_until timestamptz;
create index plugin_deployments_approval on plugin_deployments (approval_until) where status = 'PENDING_APPROVAL';
alter table plugin_deployments add constraint plugin_deployments_approved
  check (status <> 'PENDING_APPROVAL' or (approval_until is not null and approved_at is null));

-- The how-manieth decision of its deployment it is: whoever reads them one after the other misses none.
alter table plugin_deployments add column decisions integer not null default 0;
alter table plugin_deployment_history add column number integer;
update plugin_deployment_history h set number = n.number
from (select id, row_number() over (partition by deployment_id order by id) as number from plugin_deployment_history) n
where n.id = h.id;
update plugin_deployments d set decisions = (select count(*) from plugin_deployment_history h where h.deployment_id = d.id);
alter table plugin_deployment_history alter column number set not null;
create unique index plugin_deployment_history_number on plugin_deployment_history (deployment_id, number);
