-- What a service knows of another's, and not as it is: nothing, once all events are sent and heard. Run by an administrator in the
-- database of the suite, after a restore or a republication. Each row is something to say again (republish.sh).
with compared (service, topic, id, known, owned) as (
  select 'installation', 'registry.packages', p.id::text, k.revision, p.revision
    from registry.plugin_packages p full join installation.known_packages k on k.package_id = p.id
  union all
  select 'deployment', 'registry.packages', p.id::text, k.revision, p.revision
    from registry.plugin_packages p full join deployment.known_packages k on k.package_id = p.id
  union all
  select 'validation', 'registry.packages', p.id::text, k.revision, p.revision
    from registry.plugin_packages p full join validation.known_packages k on k.package_id = p.id
  union all
  select 'installation', 'registry.registries', r.id::text, k.revision, r.revision
    from registry.plugin_registries r full join installation.known_registries k on k.registry_id = r.id
  union all
  select 'registry', 'installation.installations', i.id::text, k.revision, i.revision
    from installation.plugin_installations i full join registry.known_installations k on k.installation_id = i.id
  union all
  select 'health', 'installation.installations', i.id::text, k.revision, i.revision
    from installation.plugin_installations i full join health.known_installations k on k.installation_id = i.id
  union all
  select 'registry', 'installation.licences', l.id::text, k.revision, l.revision
    from installation.plugin_licenses l full join registry.known_licences k on k.licence_id = l.id
  union all
  select 'deployment', 'installation.sites', s.id::text, k.revision, s.revision
    from installation.sites s full join deployment.known_sites k on k.site_id = s.id
  union all
  select 'validation', 'installation.sites', s.id::text, k.revision, s.revision
    from installation.sites s full join validation.known_sites k on k.site_id = s.id
)
select service, topic, coalesce(id, 'unknown to its owner') as id, known, owned
from compared where known is distinct from owned order by 1, 2, 3
