-- One schema per service, with a role that owns and migrates it and a role that the service logs in with.
-- Run inside the suite's database by an administrator; may be run again. Passwords are set elsewhere.
do $$
declare
  service text;
  owner   text;
begin
  execute format('revoke all on database %I from public', current_database());
  revoke all on schema public from public;

  foreach service in array array['registry', 'validation', 'installation', 'deployment', 'health'] loop
    owner := service || '_owner';
    if not exists (select from pg_roles where rolname = owner) then
      execute format('create role %I login', owner);
    end if;
    if not exists (select from pg_roles where rolname = service) then
      execute format('create role %I login', service);
    end if;
    -- An administrator who is not a superuser may only give a schema to a role that it can become.
    if not pg_has_role(current_user, owner, 'set') then
      execute format('grant %I to current_user', owner);
    end if;

    execute format('create schema if not exists %I authorization %I', service, owner);
    execute format('alter role %I set search_path = %I', owner, service);
    execute format('alter role %I set search_path = %I', service, service);
    execute format('grant connect on database %I to %I, %I', current_database(), owner, service);
    execute format('grant usage on schema %I to %I', service, service);

    execute format('grant select, insert, update, delete on all tables in schema %I to %I', service, service);
    execute format('grant usage, select on all sequences in schema %I to %I', service, service);
    execute format('grant execute on all functions in schema %I to %I', service, service);
    execute format('alter default privileges for role %I in schema %I grant select, insert, update, delete on tables to %I', owner, service, service);
    execute format('alter default privileges for role %I in schema %I grant usage, select on sequences to %I', owner, service, service);
    execute format('alter default privileges for role %I in schema %I grant execute on functions to %I', owner, service, service);
    -- Only the global default takes away what PostgreSQL gives to everybody.
    execute format('alter default privileges for role %I revoke execute on functions from public', owner);
  end loop;
end
$$;
