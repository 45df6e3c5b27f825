-- Whether sites that come to match the selector while the deployment runs are added to it.
alter table plugin_deployments add column late_joiners boolean not null default false;
alter table plugin_deployments add constraint plugin_deployments_late_joiners check (not late_joiners or site_selector is not null);
create index plugin_deployments_joinable on plugin_deployments (id) where late_joiners and status in ('IN_PROGRESS', 'PAUSED');

-- Sites that were left out, and the revision they had: what is said of them later is looked at anew.
create table plugin_deployment_not_joined (
  deployment_id uuid not null references plugin_deployments,
  site_id varchar(64) not null,
  site_revision bigint not null,
  primary key (deployment_id, site_id)
);
