/** The tables of BullMQ's PostgreSQL backend: made by the process that migrates, used by those that only hold a lesser role. */
import { postgresConnection, QUEUE_NAME, QUEUE_SCHEMA } from '#platform/jobs/backend.ts';

/**
 * Idempotent; several at once wait for each other.
 * @param adminUrl control database, by a role that may create a schema there
 */
export async function migrateQueue(adminUrl: string): Promise<void> {
  const { createPostgresBackend, Queue } = await import('bullmq');
  const connection = { ...postgresConnection({ databaseUrl: adminUrl, prefix: '' }), migrate: true };
  const queue = new Queue(QUEUE_NAME, { connection }, createPostgresBackend);
  await queue.waitUntilReady();
  await queue.close();
}

/**
 * Lets `role` add and work, and no more: not create, alter or drop. To be run after every `migrateQueue`.
 * @param execute runs one statement in the control database, by the role that migrated
 */
export async function grantQueue(execute: (statement: string) => Promise<unknown>, role: string): Promise<void> {
  const to = `"${role.replaceAll('"', '""')}"`;
  // BullMQ makes this sequence at the first bulk insert, for which the lesser role has no right.
  await execute(`select ${QUEUE_SCHEMA}.next_job_id('${QUEUE_NAME}')`);
  await execute(`grant usage on schema ${QUEUE_SCHEMA} to ${to}`);
  await execute(`grant select, insert, update, delete on all tables in schema ${QUEUE_SCHEMA} to ${to}`);
  await execute(`grant usage, select, update on all sequences in schema ${QUEUE_SCHEMA} to ${to}`);
  await execute(`grant execute on all functions in schema ${QUEUE_SCHEMA} to ${to}`);
  // Bulk inserts go through a temporary table.
  await execute(
    `do $$ begin execute format('grant temporary on database %I to %I', current_database(), '${role.replaceAll("'", "''")}'); end $$`,
  );
}
