-- Who has sent tests lately; rows go with the next test of the same person.
create table notice_tests (
  principal varchar(255) not null,
  sent_at timestamptz not null
);
create index notice_tests_principal on notice_tests (principal, sent_at);
