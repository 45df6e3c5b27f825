-- A deployment that has ended, or was stopped, takes nobody in any more, even if what failed is tried again.
alter table plugin_deployments add column closed_to_joiners boolean not null default false;
update plugin_deployments set closed_to_joiners = true where withdrawing or status not in ('PENDING_APPROVAL', 'SCHEDULED', 'IN_PROGRESS', 'PAUSED');
