-- The main host has logins of its own: they have no studio, and open none. What belongs to one had its user by way of the membership;
-- without a studio that key says nothing, so the user is named by another.
alter table logins alter column studio_id drop not null;
alter table logins add constraint logins_user_fkey foreign key (user_id) references users (id) on delete cascade not valid;
alter table half_logins alter column studio_id drop not null;
alter table half_logins add constraint half_logins_user_fkey foreign key (user_id) references users (id) on delete cascade not valid;

-- A ticket from one host to another: to a studio, or with null to the main host. It is worth no more than the login that asked for it, and
-- ends with that one, which may be gone before: no foreign key. Null for the first entry into a studio that was just made.
alter table welcomes alter column studio_id drop not null;
alter table welcomes add constraint welcomes_user_fkey foreign key (user_id) references users (id) on delete cascade not valid;
alter table welcomes add column login_id uuid;

-- Without a studio: jobs of the main host, on their way to the queue.
alter table deliveries alter column studio_id drop not null;
