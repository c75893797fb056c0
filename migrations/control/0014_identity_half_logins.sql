-- A half-login of a ticket or a mailed link proves no password: only one of a password may start or finish a recovery.
alter table half_logins add column by_password boolean not null default false;
