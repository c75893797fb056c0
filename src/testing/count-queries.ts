/** Counts what a request asks of its studio's database; transactions and their statements are not counted. */
import type { TestStudio } from '#testing/studio.ts';

interface Client {
  unsafe(...parameters: unknown[]): unknown;
}

/** @returns the statements that `work` sent over the studio's read-only connection, in order */
export async function queriesOf(
  { installation: { platform }, studio }: TestStudio,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const { connected, release } = await platform.pools.acquire(platform.options.cluster.studio(studio.database));
  const client = connected.sql as unknown as Client;
  const send = client.unsafe;
  const texts: string[] = [];
  client.unsafe = (...parameters) => {
    texts.push(String(parameters[0]));
    return send.apply(client, parameters);
  };
  try {
    await work();
  } finally {
    client.unsafe = send;
    release();
  }
  return texts;
}
