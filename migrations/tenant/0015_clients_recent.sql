-- Fields that choose a client offer those of late; the rest is found by typing.
create index clients_recent on clients (updated_at desc, id desc) where archived_at is null;
