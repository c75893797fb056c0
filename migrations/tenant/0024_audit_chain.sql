-- The log proves itself: each row has a number and a SHA-256 over the hash of the row before it and its own content, set by the
-- database when the transaction that wrote it commits. See decision 0028.
alter table audit add column seq bigint;
alter table audit add column hash bytea;
-- Where the request came from, and with which login.
alter table audit add column address text;
alter table audit add column login_id uuid;

-- Number and hash of the last row; whoever appends holds this row until the end of the transaction.
create table audit_head (
  one boolean primary key default true check (one),
  seq bigint not null,
  hash bytea not null
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

-- What the hash covers, apart from the number. src/platform/audit/chain.ts says the same again: who checks asks no function in here.
create function audit_content(entry audit) returns text
  language sql stable
  as $$
    select json_build_array(entry.id, (extract(epoch from entry.at) * 1000000)::bigint, entry.action, entry.actor_kind, entry.actor_id,
      entry.actor_name, entry.subject_kind, entry.subject_id, entry.client_id, entry.details, entry.request_id, entry.address, entry.login_id)::text
  $$;

create function audit_hash(before bytea, number bigint, entry audit) returns bytea
  language sql stable
  as $$ select sha256(before || convert_to(number || ' ' || audit_content(entry), 'UTF8')) $$;

create function chain_audit_row(entry audit) returns void
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  head audit_head;
begin
  select * into strict head from audit_head for update;
  head.seq := head.seq + 1;
  head.hash := audit_hash(head.hash, head.seq, entry);
  update audit set seq = head.seq, hash = head.hash where id = entry.id;
  update audit_head set seq = head.seq, hash = head.hash;
end $$;

-- For rows from before the chain, in the order in which they were written. The end is moved once: many updates of one row in one
-- transaction become slower with each.
create function chain_audit() returns void
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  head audit_head;
  entry audit;
begin
  select * into strict head from audit_head for update;
  for entry in select * from audit where seq is null order by at, id loop
    head.seq := head.seq + 1;
    head.hash := audit_hash(head.hash, head.seq, entry);
    update audit set seq = head.seq, hash = head.hash where id = entry.id;
  end loop;
  update audit_head set seq = head.seq, hash = head.hash;
end $$;

-- As the owner of the tables: the studio's own role may not change a row, not even to number it.
create function append_to_chain() returns trigger
  language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp
  as $$
begin
  perform chain_audit_row(new);
  return null;
end $$;

drop trigger audit_append_only on audit;
select chain_audit();

-- Deferred: the lock is taken at COMMIT, after everything else the transaction waits for, and is held for as long as the commit takes.
create constraint trigger audit_chained after insert on audit deferrable initially deferred
  for each row execute function append_to_chain();

-- A row is numbered once; nothing else of it changes.
create trigger audit_append_only before delete on audit for each statement execute function refuse_change();
create trigger audit_no_change before update of id, at, action, actor_kind, actor_id, actor_name, subject_kind, subject_id, client_id,
  details, request_id, address, login_id on audit for each statement execute function refuse_change();
create trigger audit_chained_once before update of seq, hash on audit for each row when (old.hash is not null) execute function refuse_change();
create trigger audit_head_stays before delete on audit_head for each statement execute function refuse_change();

-- What every role but the owner may do with the log: read it and add to it, without a number or a hash of its own choice.
create function close_audit() returns void
  language plpgsql
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  other text;
  columns text;
begin
  select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
  where attrelid = 'audit'::regclass and attnum > 0 and not attisdropped and attname not in ('seq', 'hash');
  for other in select distinct acl.grantee::regrole::text from pg_class c, aclexplode(c.relacl) acl
    where c.oid in ('audit'::regclass, 'audit_head'::regclass) and acl.grantee not in (0, c.relowner)
  loop
    execute format('revoke all on audit, audit_head from %s', other);
    execute format('grant select on audit, audit_head to %s', other);
    execute format('grant insert (%s) on audit to %s', columns, other);
  end loop;
end $$;
revoke execute on function chain_audit_row(audit), chain_audit(), close_audit() from public;
select close_audit();
