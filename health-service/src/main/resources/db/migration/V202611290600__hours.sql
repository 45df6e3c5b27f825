-- How long a time is to be added up, in seconds: five minutes of samples, or an hour of five minutes.
alter table health_touched add column width integer not null default 300;
