-- A session needs no title: without one its client and its kind name it, in the reader's language.
alter table sessions alter column title drop not null;
