-- Retention: rows older than a studio keeps its log are removed from the beginning of the chain. A cut keeps number and hash of the
-- last removed row, signed with the installation's key, and the chain is verified from there. See decision 0030.
create table audit_retention (
  one boolean primary key default true check (one),
  -- Null: without limit.
  years smallint check (years between 1 and 30)
);

create table audit_cuts (
  seq bigint primary key,
  hash bytea not null,
  kept_from timestamptz not null,
  cut_at timestamptz not null default now(),
  signature bytea not null
);
create trigger audit_cuts_stay before update or delete on audit_cuts for each statement execute function refuse_change();
create trigger audit_cuts_no_truncate before truncate on audit_cuts for each statement execute function refuse_change();

-- As the owner of the tables. It does not know the key, so it cannot judge the signature: who calls it without the key leaves a cut
-- that no verification accepts, and loses nothing younger than a year.
create function cut_audit(until bigint, kept_from timestamptz, signature bytea) returns bigint
  language plpgsql security definer
  set search_path = pg_catalog, public, pg_temp
  as $$
declare
  removed bigint;
begin
  if kept_from > now() - interval '1 year' or exists (select from audit a where a.seq <= until and a.at >= kept_from) then
    raise exception 'the log keeps these rows' using errcode = 'insufficient_privilege';
  end if;
  insert into audit_cuts (seq, hash, kept_from, signature)
    select a.seq, a.hash, cut_audit.kept_from, cut_audit.signature from audit a where a.seq = until;
  if not found then
    raise exception 'there is no row %', until using errcode = 'no_data_found';
  end if;
  perform set_config('regie.audit_cut', until::text, true);
  delete from audit a where a.seq <= until;
  get diagnostics removed = row_count;
  perform set_config('regie.audit_cut', '', true);
  return removed;
end $$;

drop trigger audit_append_only on audit;
create trigger audit_append_only before delete on audit for each row
  when (old.seq is null or old.seq > coalesce(nullif(current_setting('regie.audit_cut', true), ''), '0')::bigint)
  execute function refuse_change();

create or replace function close_audit() returns void
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
    where c.oid in ('audit'::regclass, 'audit_head'::regclass, 'audit_cuts'::regclass) and acl.grantee not in (0, c.relowner)
  loop
    execute format('revoke all on audit, audit_head, audit_cuts from %s', other);
    execute format('grant select on audit, audit_head, audit_cuts to %s', other);
    execute format('grant insert (%s) on audit to %s', columns, other);
  end loop;
end $$;
select close_audit();
