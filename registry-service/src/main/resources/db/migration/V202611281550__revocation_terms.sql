alter table plugin_packages
  add column revocation_mode varchar(20),
  add column revocation_deadline timestamptz;
update plugin_packages set revocation_mode = 'FORCE' where status = 'REVOKED';
