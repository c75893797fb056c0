/** Notes every table of a database that is written to, by any of its users. */
import type { Connected } from '#platform/db/client.ts';

/** Every statement that writes leaves its table's name, and takes it back with its transaction. */
const WATCH = `
  create table law_writes (relation text not null);
  create function note_write() returns trigger language plpgsql security definer as $$
  begin insert into public.law_writes values (tg_table_name); return null; end $$;
  do $$ declare found text; begin
    for found in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'law_writes'
    loop execute format('create trigger law_write after insert or update or delete on %I for each statement execute function note_write()', found);
    end loop;
  end $$;`;

/** @param own of an administrator of that database */
export async function watchWrites({ sql }: Connected): Promise<void> {
  await sql.unsafe(WATCH);
}

export async function tablesWritten({ sql }: Connected): Promise<string[]> {
  const rows = await sql<{ relation: string }[]>`select relation from law_writes`;
  return rows.map(({ relation }) => relation);
}

/** For a database that other files use afterwards. */
export async function unwatchWrites({ sql }: Connected): Promise<void> {
  await sql.unsafe('drop function note_write() cascade; drop table law_writes');
}
