-- The trace of whoever submitted: a validation goes on with it whenever, and wherever, it is taken up.
alter table plugin_validations add column traceparent varchar(55);
