-- An address belongs to a user once they have opened a link that was mailed to it. Until then it was only typed: such users may share an
-- address, so that signing up with one that is known goes exactly as with a new one. A confirmed address has one user.
alter table users add column email_confirmed_at timestamptz;
-- Users of before keep what they had.
update users set email_confirmed_at = created_at;
alter table users drop constraint users_email_key;
create unique index users_email_confirmed on users (email) where email_confirmed_at is not null;
create index users_email on users (email);

-- The address to which the link went: it opens nothing once the user has another. Null in rows of the release before.
alter table password_resets add column email citext;
