-- The list of invoices in each order that its head offers, read from an index; rows that are alike follow their id.
create index invoices_by_due_date on invoices (coalesce(case when kind = 'invoice' then due_date end, 'infinity'::date), id);
create index invoices_by_total on invoices ((case when kind = 'invoice' then gross else -gross end), id);
create index invoices_by_owed on invoices (
  (case when kind = 'invoice' and issued_at is not null then greatest(0, gross - paid - credited) else 0 end), id);
create index invoices_by_status on invoices ((case
  when issued_at is null then 0
  when kind = 'credit-note' then 7
  when cancelled_at is not null then 6
  when paid_at is not null then 5
  when overdue_at is not null then 4
  when paid <> 0 then 3
  when sent_at is not null then 2
  else 1 end), id);

-- A session without a title is called by its kind, in the reader's language.
create index sessions_untitled on sessions (kind, starts_at, id) where title is null;

-- As before, and by what kinds are called: `labels` is a list of kind and label, of every language. A word finds those of which
-- it begins a word. The function of 0020 goes with a later release; processes of the release before still call it.
create function sessions_found(words text[], moment timestamptz, labels jsonb) returns setof uuid
  language plpgsql stable strict parallel safe rows 500
  as $$
declare
  word text;
  condition text := 'true';
  places uuid[];
  kinds text[];
begin
  foreach word in array words loop
    places := array(select id from rooms where fold(name) like begin_pattern(word) or fold(name) like search_pattern(word));
    kinds := array(select distinct label ->> 0 from jsonb_array_elements(labels) label
      where ' ' || fold(label ->> 1) like '% ' || begin_pattern(word));
    condition := condition || format(
      ' and (fold(title) like %L or fold(title) like %L or client_id = any (%L::uuid[]) or room_id = any (%L::uuid[]) or id = any (%L::uuid[])%s)',
      begin_pattern(word), search_pattern(word), clients_held(word), places, sessions_alike(word),
      case when kinds <> '{}' then format(' or (title is null and kind = any (%L::text[]))', kinds) else '' end);
  end loop;
  return query execute format('(select id from sessions where starts_at >= %1$L and %2$s order by starts_at, id limit 501)
    union all (select id from sessions where starts_at < %1$L and %2$s order by starts_at desc, id desc limit 501)', moment, condition);
end $$;
