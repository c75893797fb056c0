-- Find anything: what people type is compared without accents and case, wherever it stands, and with a slip of the finger.
-- find_clients, find_sessions and find_invoices answer the ids that one word leads to. Several words are the intersection;
-- what comes first is the queries' business.

-- Pattern of LIKE for texts that hold this one. Folded first, because folding may bring wildcards forth: ％ becomes %.
create function containing(word text) returns text
  language sql immutable strict parallel safe
  as $$ select '%' || regexp_replace(fold(word), '([\\%_])', '\\\1', 'g') || '%' $$;

-- `FAC-2026-0147` as people type it: with or without hyphens.
create function number_key(number text) returns text
  language sql immutable strict parallel safe
  as $$ select translate(lower(number), '- /.', '') $$;

create function contact_text(first_name text, last_name text, email citext, phone text) returns text
  language sql immutable parallel safe
  as $$ select public.fold(coalesce(first_name, '') || ' ' || coalesce(last_name, '') || ' ' || coalesce(email::text, '') || ' '
    || coalesce(phone, '') || ' ' || coalesce(regexp_replace(phone, '\D', '', 'g'), '')) $$;

create index client_contacts_search on client_contacts using gin (contact_text(first_name, last_name, email, phone) gin_trgm_ops);
create index clients_similar_artist on clients using gin (fold(artist_name) gin_trgm_ops) where artist_name is not null;
create index sessions_search on sessions using gin (fold(title) gin_trgm_ops);
create index invoices_search on invoices using gin (number_key(number) gin_trgm_ops) where number is not null;
create index invoices_by_amount on invoices (gross);

-- How alike a mistyped word and a text must be. Two letters in each other's place leave a good third of a word's trigrams as
-- they were; short words resemble too much at that, and a number that is nearly right is another number.
create function likeness_needed(word text) returns real
  language sql immutable strict parallel safe
  as $$ select case when length(word) < 5 then 0.5 else 0.35 end::real $$;

create function may_be_mistyped(word text) returns boolean
  language sql immutable strict parallel safe
  as $$ select length(word) >= 4 and word ~ '[^[:digit:][:punct:]]' $$;

-- What depends on the word alone stands in a select of its own: that is reckoned once, not once a row.
create function clients_holding(word text) returns setof uuid
  language sql stable strict parallel safe rows 50
  as $$
    select id from clients where search like (select containing(word))
    union
    select client_id from client_contacts where contact_text(first_name, last_name, email, phone) like (select containing(word))
  $$;

-- The operator finds by index what comes near, with a threshold that holds within the function only.
create function clients_resembling(word text) returns setof uuid
  language sql stable strict parallel safe rows 20
  set pg_trgm.word_similarity_threshold = 0.35
  as $$
    select id from clients where may_be_mistyped(word) and (select fold(word)) <% sort_name
      and word_similarity((select fold(word)), sort_name) >= (select likeness_needed(word))
    union
    select id from clients where may_be_mistyped(word) and (select fold(word)) <% fold(artist_name)
      and word_similarity((select fold(word)), fold(artist_name)) >= (select likeness_needed(word))
  $$;

create function sessions_holding(word text) returns setof uuid
  language sql stable strict parallel safe rows 200
  as $$
    select id from sessions where fold(title) like (select containing(word))
    union
    select id from sessions where client_id in (select clients_holding(word))
    union
    select s.id from sessions s join rooms r on r.id = s.room_id where fold(r.name) like (select containing(word))
  $$;

create function sessions_resembling(word text) returns setof uuid
  language sql stable strict parallel safe rows 50
  set pg_trgm.word_similarity_threshold = 0.35
  as $$
    select id from sessions where may_be_mistyped(word) and (select fold(word)) <% fold(title)
      and word_similarity((select fold(word)), fold(title)) >= (select likeness_needed(word))
    union
    select id from sessions where client_id in (select clients_resembling(word))
  $$;

create function invoices_holding(word text) returns setof uuid
  language sql stable strict parallel safe rows 200
  as $$
    select id from invoices where number_key(word) <> '' and number_key(number) like (select containing(number_key(word)))
    union
    select id from invoices where client_id in (select clients_holding(word))
  $$;

-- What resembles a word is found only where nothing holds it: somebody who types « Mona » does not mean Monique.
create function find_clients(word text) returns setof uuid
  language sql stable strict parallel safe rows 50
  as $$
    with held as materialized (select clients_holding(word) as id)
    select id from held
    union all
    select clients_resembling(word) where not exists (select from held)
  $$;

create function find_sessions(word text) returns setof uuid
  language sql stable strict parallel safe rows 200
  as $$
    with held as materialized (select sessions_holding(word) as id)
    select id from held
    union all
    select sessions_resembling(word) where not exists (select from held)
  $$;

create function find_invoices(word text) returns setof uuid
  language sql stable strict parallel safe rows 200
  as $$
    with held as materialized (select invoices_holding(word) as id)
    select id from held
    union all
    select id from invoices where not exists (select from held) and client_id in (select clients_resembling(word))
  $$;
