-- Which version a package is: what ran before an upgrade is compared with what runs after it.
create table known_packages (
  package_id uuid primary key,
  plugin_id varchar(255) not null,
  version varchar(256) not null
);
create index known_packages_version on known_packages (plugin_id, version);

insert into known_packages (package_id, plugin_id, version)
select distinct on (package_id) package_id, plugin_id, version from known_installations;
