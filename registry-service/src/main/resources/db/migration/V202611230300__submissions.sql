-- What became of a submission stays with it when the version is submitted again.
alter table plugin_submissions
  add column registry_id varchar(64),
  add column decision varchar(20),
  add column decided_by varchar(255),
  add column decided_at timestamptz,
  add column reason varchar(2000);
update plugin_submissions s set registry_id = p.registry_id from plugin_packages p where p.id = s.package_id;
alter table plugin_submissions alter column registry_id set not null;
create index plugin_submissions_submitter on plugin_submissions (submitter, id);
create index plugin_submissions_plugin on plugin_submissions (plugin_id, id);

-- An upload has its place before its bytes are there.
alter table plugin_uploads alter column checksum drop not null;
alter table plugin_uploads add column submitted boolean not null default false;
create index plugin_uploads_waiting on plugin_uploads (owner) where not submitted;
