-- Whether what a deployment has asked for is not wanted any more, and since when a site knows.
alter table plugin_deployments add column withdrawing boolean not null default false;
alter table plugin_deployment_targets add column withdrawn_at timestamptz;
create index plugin_deployment_targets_running on plugin_deployment_targets (deployment_id) where status = 'RUNNING';

-- When a site may be changed, and the opening that is next or that it is in; null stands for always. It is not asked
-- after asks_until, so that there is time left to do it.
alter table known_sites add column windows jsonb not null default '[]';
alter table known_sites add column opens_at timestamptz;
alter table known_sites add column closes_at timestamptz;
alter table known_sites add column asks_until timestamptz;
create index known_sites_closing on known_sites (asks_until) where opens_at is not null;

alter table plugin_deployments add column ignores_windows boolean not null default false;
-- When the window closes in which a target was asked; null stands for never.
alter table plugin_deployment_targets add column closes_at timestamptz;
