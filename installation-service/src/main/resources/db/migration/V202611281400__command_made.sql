-- Whether it made the installation what it is, so that taking it back makes sense.
alter table deployment_commands add column made boolean not null default true;
