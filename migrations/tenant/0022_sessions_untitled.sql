-- A session needs no title: without one its client and its kind name it, in the reader's language.
-- A process of the release before shows such a session without a name for as long as the release is rolled out.
alter table sessions alter column title drop not null;
