-- Find anything: what people type is compared without accents and case, wherever it stands, and with a slip of the finger.
-- Each function answers the ids that one word leads to. Several words are the intersection; order is the queries' business.

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
create index sessions_search on sessions using gin (fold(title) gin_trgm_ops);
create index invoices_search on invoices using gin (number_key(number) gin_trgm_ops) where number is not null;
create index invoices_by_amount on invoices (gross);

-- Two letters in each other's place leave less than half of a word's trigrams as they were; hence the threshold, which
-- holds within the function only. Short words resemble too much, and a number that is nearly right is another number.
create function find_clients(word text) returns setof uuid
  language sql stable strict parallel safe rows 50
  set pg_trgm.word_similarity_threshold = 0.42
  as $$
    select id from clients where search like containing(word)
    union
    select id from clients where length(word) >= 4 and word ~ '[^[:digit:][:punct:]]' and fold(word) <% search
    union
    select client_id from client_contacts where contact_text(first_name, last_name, email, phone) like containing(word)
  $$;

create function find_sessions(word text) returns setof uuid
  language sql stable strict parallel safe rows 200
  set pg_trgm.word_similarity_threshold = 0.42
  as $$
    select id from sessions where fold(title) like containing(word)
    union
    select id from sessions where length(word) >= 4 and word ~ '[^[:digit:][:punct:]]' and fold(word) <% fold(title)
    union
    select id from sessions where client_id in (select find_clients(word))
    union
    select s.id from sessions s join rooms r on r.id = s.room_id where fold(r.name) like containing(word)
  $$;

create function find_invoices(word text) returns setof uuid
  language sql stable strict parallel safe rows 200
  as $$
    select id from invoices where number_key(word) <> '' and number_key(number) like containing(number_key(word))
    union
    select id from invoices where client_id in (select find_clients(word))
  $$;
