/** What a request asks of its studio's database; transactions and their statements are left out. */
import type postgres from 'postgres';
import type { TestStudio } from '#testing/studio.ts';

interface Client {
  unsafe(...parameters: unknown[]): unknown;
}

/**
 * @param note is given each statement that requests send over the studio's reading connection
 * @param work statements are noted while the function that it is given runs
 */
export async function watchStatements(
  { installation: { platform, cluster }, studio }: TestStudio,
  note: (statement: string) => void,
  work: (reader: postgres.Sql, watched: (asked: () => Promise<unknown>) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { connected, release } = await platform.pools.acquire(cluster.readers.studio(studio.database));
  const client = connected.sql as unknown as Client;
  const send = client.unsafe;
  try {
    await work(connected.sql, async (asked) => {
      client.unsafe = (...parameters) => {
        note(String(parameters[0]));
        return send.apply(client, parameters);
      };
      await asked();
      client.unsafe = send;
    });
  } finally {
    client.unsafe = send;
    release();
  }
}

/** @returns the statements, in order */
export async function queriesOf(studio: TestStudio, work: () => Promise<unknown>): Promise<string[]> {
  const texts: string[] = [];
  await watchStatements(
    studio,
    (statement) => texts.push(statement),
    (_, watched) => watched(work),
  );
  return texts;
}
