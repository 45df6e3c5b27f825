-- After Kafka was lost and begins anew: how far each service had come on the topics of before means nothing on those of now. Run by an
-- administrator in the database of the suite while the services are stopped; then start them and run restored.sh.
delete from registry.consumed_offset;
delete from validation.consumed_offset;
delete from installation.consumed_offset;
delete from deployment.consumed_offset;
delete from health.consumed_offset;
