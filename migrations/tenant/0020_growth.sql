-- Lists are read from an index in the order in which they are shown, so that a page of them costs the same however many rows there are.

-- Of one client, drafts on top: the latest of its page, its portal, its part of the list.
create index invoices_of_client on invoices (client_id, coalesce(issued_at, 'infinity'::timestamptz) desc, id desc);
drop index invoices_client;
-- What a client still has to pay.
create index invoices_open_of_client on invoices (client_id, coalesce(issued_at, 'infinity'::timestamptz) desc, id desc)
  where kind = 'invoice' and issued_at is not null and paid_at is null and cancelled_at is null;
-- Few among many. Those that are open or late have invoices_open.
create index invoices_drafts on invoices (id) where issued_at is null;
create index invoices_unsent on invoices (issued_at, id)
  where issued_at is not null and sent_at is null and cancelled_at is null and (paid_at is null or kind = 'credit-note');
create index invoices_cancelled on invoices (coalesce(issued_at, 'infinity'::timestamptz) desc, id desc) where cancelled_at is not null;
create index invoices_credit_notes on invoices (coalesce(issued_at, 'infinity'::timestamptz) desc, id desc) where kind = 'credit-note';

create index payments_received on payments (received_on desc, id desc);

create index sessions_in_room on sessions (room_id, starts_at, id);
create index sessions_with_status on sessions (status, starts_at, id);

create index clients_archived_by_name on clients (sort_name, id) where archived_at is not null;

-- The trail by who did it, and by the module of what was done.
create index audit_actor on audit (actor_id, at desc, id desc) where actor_id is not null;
create index audit_actor_kind on audit (actor_kind, at desc, id desc) where actor_kind <> 'user';
create index audit_module on audit (split_part(action, '.', 1), at desc, id desc);

-- Search stops at 500 of a kind: a word that nearly everything holds costs no more than one that few do. The functions of 0009 that
-- collect all go with a later release; processes of the release before still call them.
create index invoices_by_due on invoices ((gross - paid - credited)) where issued_at is not null;

-- One or two letters are looked for where words begin: anywhere they are in nearly everything, and no index knows them.
create function begin_pattern(word text) returns text
  language sql immutable strict parallel safe
  as $$ select regexp_replace(fold(word), '([\\%_])', '\\\1', 'g') || '%' $$;

create function search_pattern(word text) returns text
  language sql immutable strict parallel safe
  as $$ select case when length(fold(word)) < 3 then '% ' else '%' end || begin_pattern(word) $$;

-- Executed as text, so that each is planned for the word that is looked for.
create function clients_held(word text) returns uuid[]
  language plpgsql stable strict parallel safe
  as $$
declare
  found uuid[];
begin
  execute 'select array(
    (select id from clients where sort_name like $1 order by sort_name, id limit 501)
    union (select id from clients where search like $2 limit 501)
    union (select client_id from client_contacts where contact_text(first_name, last_name, email, phone) like $1
      or contact_text(first_name, last_name, email, phone) like $2 limit 501))'
    into found using begin_pattern(word), search_pattern(word);
  return found;
end $$;

-- Only where no client holds the word.
create function is_client_word(word text) returns boolean
  language plpgsql stable strict parallel safe
  as $$
declare
  is_held boolean;
begin
  execute 'select exists (select from clients where search like $2) or exists (select from clients where sort_name like $1)
      or exists (select from client_contacts where contact_text(first_name, last_name, email, phone) like $2)'
    into is_held using begin_pattern(word), search_pattern(word);
  return is_held;
end $$;

-- What resembles a word, where no client holds it.
create function clients_alike(word text) returns uuid[]
  language plpgsql stable strict parallel safe
  as $$
begin
  if not may_be_mistyped(word) or is_client_word(word) then
    return '{}';
  end if;
  return array(select clients_resembling(word) limit 501);
end $$;

create function sessions_alike(word text) returns uuid[]
  language plpgsql stable strict parallel safe
  as $$
declare
  is_held boolean;
begin
  if not may_be_mistyped(word) or is_client_word(word) then
    return '{}';
  end if;
  execute 'select exists (select from sessions where fold(title) like $1) or exists (select from rooms where fold(name) like $1)'
    into is_held using search_pattern(word);
  if is_held then
    return '{}';
  end if;
  return array(select sessions_resembling(word) limit 501);
end $$;

-- Of those that hold every word, the ones whose name begins with all of them come first.
create function clients_found(words text[]) returns setof uuid
  language plpgsql stable strict parallel safe rows 500
  as $$
declare
  word text;
  condition text := 'true';
  contacts uuid[];
begin
  foreach word in array words loop
    execute 'select array(select client_id from client_contacts where contact_text(first_name, last_name, email, phone) like $1
        or contact_text(first_name, last_name, email, phone) like $2 limit 501)'
      into contacts using begin_pattern(word), search_pattern(word);
    condition := condition || format(' and (search like %L or search like %L or id = any (%L::uuid[]))',
      begin_pattern(word), search_pattern(word), contacts || clients_alike(word));
  end loop;
  return query execute format('(select id from clients where sort_name like %L and archived_at is null order by sort_name, id limit 251)
    union (select id from clients where %s limit 501)', begin_pattern(array_to_string(words, ' ')), condition);
end $$;

-- Those nearest to a moment, from both sides.
create function sessions_found(words text[], moment timestamptz) returns setof uuid
  language plpgsql stable strict parallel safe rows 500
  as $$
declare
  word text;
  condition text := 'true';
  places uuid[];
begin
  foreach word in array words loop
    places := array(select id from rooms where fold(name) like begin_pattern(word) or fold(name) like search_pattern(word));
    condition := condition || format(
      ' and (fold(title) like %L or fold(title) like %L or client_id = any (%L::uuid[]) or room_id = any (%L::uuid[]) or id = any (%L::uuid[]))',
      begin_pattern(word), search_pattern(word), clients_held(word), places, sessions_alike(word));
  end loop;
  return query execute format('(select id from sessions where starts_at >= %1$L and %2$s order by starts_at, id limit 501)
    union all (select id from sessions where starts_at < %1$L and %2$s order by starts_at desc, id desc limit 501)', moment, condition);
end $$;

-- The latest. Also those of which this sum was asked, or is still due.
create function invoices_found(words text[], amount bigint) returns setof uuid
  language plpgsql stable parallel safe rows 500
  as $$
declare
  word text;
  condition text := 'true';
begin
  foreach word in array words loop
    condition := condition || format($q$ and (%L <> '' and number_key(number) like %L or client_id = any (%L::uuid[]))$q$,
      number_key(word), containing(number_key(word)), clients_held(word) || clients_alike(word));
  end loop;
  if amount is not null then
    condition := format('(%s) or gross = %2$s or (issued_at is not null and gross - paid - credited = %2$s)', condition, amount);
  end if;
  return query execute format($q$select id from invoices where %s order by coalesce(issued_at, 'infinity'::timestamptz) desc, id desc limit 501$q$,
    condition);
end $$;
