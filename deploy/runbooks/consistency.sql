-- What a service knows of another's, and not as it is: nothing, once all events are sent and heard. Run by an administrator in the
-- database of the suite, after a restore or a republication. Each row is something to say again (republish.sh).
with compared (service, topic, id, known, owned) as (
  select 'installation', 'registry.packages', coalesce(p.id, k.package_id)::text, k.revision, p.revision
    from registry.plugin_packages p full join installation.known_packages k on k.package_id = p.id
  union all
  select 'deployment', 'registry.packages', coalesce(p.id, k.package_id)::text, k.revision, p.revision
    from registry.plugin_packages p full join deployment.known_packages k on k.package_id = p.id
  union all
  select 'validation', 'registry.packages', coalesce(p.id, k.package_id)::text, k.revision, p.revision
    from registry.plugin_packages p full join validation.known_packages k on k.package_id = p.id
  union all
  select 'installation', 'registry.registries', coalesce(r.id, k.registry_id)::text, k.revision, r.revision
    from registry.plugin_registries r full join installation.known_registries k on k.registry_id = r.id
  union all
  select 'registry', 'installation.installations', coalesce(i.id, k.installation_id)::text, k.revision, i.revision
    from installation.plugin_installations i full join registry.known_installations k on k.installation_id = i.id
  union all
  select 'health', 'installation.installations', coalesce(i.id, k.installation_id)::text, k.revision, i.revision
    from installation.plugin_installations i full join health.known_installations k on k.installation_id = i.id
  union all
  select 'registry', 'installation.licences', coalesce(l.id, k.licence_id)::text, k.revision, l.revision
    from installation.plugin_licenses l full join registry.known_licences k on k.licence_id = l.id
  union all
  select 'deployment', 'installation.sites', coalesce(s.id, k.site_id)::text, k.revision, s.revision
    from installation.sites s full join deployment.known_sites k on k.site_id = s.id
  union all
  select 'validation', 'installation.sites', coalesce(s.id, k.site_id)::text, k.revision, s.revision
    from installation.sites s full join validation.known_sites k on k.site_id = s.id
  union all
  select 'registry', 'installation.updates', coalesce(u.site_id, k.site_id), k.revision, u.revision
    from (select * from installation.update_checks where told is not null) u full join registry.known_updates k on k.site_id = u.site_id
  union all
  select 'registry', 'validation.vulnerabilities', coalesce(v.package_id, k.package_id)::text, k.revision, v.revision
    from validation.affected_packages v full join registry.known_vulnerabilities k on k.package_id = v.package_id
  union all
  select 'registry', 'deployment.deployments', coalesce(d.id, k.deployment_id)::text, k.revision, d.revision
    from deployment.plugin_deployments d full join registry.known_deployments k on k.deployment_id = d.id
  union all
  select 'registry', 'health.alerts', coalesce(a.id, k.alert_id)::text, k.revision, a.revision
    from health.health_alerts a full join registry.known_alerts k on k.alert_id = a.id
  union all
  select 'deployment', 'health.status', coalesce(h.installation_id, k.installation_id)::text, k.revision, h.revision
    from (select * from health.installation_health where told is not null) h full join deployment.known_health k on k.installation_id = h.installation_id
)
select service, topic, id, known, owned
from compared where known is distinct from owned order by 1, 2, 3
