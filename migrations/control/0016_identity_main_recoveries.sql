-- A lost factor is also said to be lost on the main host, by users of any studio or none: without a studio the main host's mails tell of it.
alter table factor_recoveries alter column studio_id drop not null;
