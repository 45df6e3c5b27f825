-- Because of what an event came about (W3C trace context); its record says it on.
alter table outbox_event add column traceparent varchar(55);
alter table outbox_event add column tracestate varchar(512);
