/** Watches for studios that are being made. The row in `studios` is the request, so nothing is lost when a process dies. */
import { connect } from '#platform/db/client.ts';
import { listen } from '#platform/db/listen.ts';
import { asSystem, type Platform } from '#platform/platform.ts';
import { log } from '#platform/telemetry/log.ts';
import type { Migration } from '#platform/tenancy/migrations.ts';
import { type ProvisionContext, provisionStudio } from '#platform/tenancy/provision.ts';

const SWEEP_MS = 5_000;

/** What every studio begins with, from each module in order. */
async function provisionContents(platform: Platform, studioId: string): Promise<void> {
  await asSystem(platform, studioId, 'provisioning', async (scope) => {
    for (const module of platform.options.modules) await module.onProvision?.(scope);
  });
}

export interface Provisioner {
  /** Makes one studio now and returns when it is ready, or another process has it in hand. */
  provision(studioId: string): Promise<void>;
  close(): Promise<void>;
}

function isolate(context: ProvisionContext, running: Map<string, Promise<void>>) {
  return (studioId: string): Promise<void> => {
    const known = running.get(studioId);
    if (known) return known;
    const run = provisionStudio(context, studioId).finally(() => running.delete(studioId));
    running.set(studioId, run);
    return run;
  };
}

type Options = Pick<ProvisionContext, 'onStep'>;

function openContext(platform: Platform, tenant: readonly Migration[], { onStep }: Options) {
  const { cluster } = platform.options;
  // Every step may be repeated, and until the last one is on disk the studio is still to be made.
  const options = {
    max: 6,
    name: 'regie provision',
    statementTimeoutMs: 60_000,
    idleInTransactionMs: 0,
    relaxed: true,
  };
  const { sql: admin } = connect(cluster.admin(cluster.control), options);
  return {
    cluster,
    admin,
    migrations: tenant,
    onProvision: (id: string) => provisionContents(platform, id),
    ...(onStep && { onStep }),
  };
}

/** @param options.onStep tests simulate a crash with it */
export async function startProvisioner(
  platform: Platform,
  tenant: readonly Migration[],
  options: Options = {},
): Promise<Provisioner> {
  const context = openContext(platform, tenant, options);
  const { admin } = context;
  const running = new Map<string, Promise<void>>();
  const provision = isolate(context, running);
  const tryOne = (studioId: string) =>
    provision(studioId).catch((error: unknown) => log.error('tenancy.provision', { studio: studioId, error }));
  async function sweep(): Promise<void> {
    const due = await admin<
      { id: string }[]
    >`select id from studios where status = 'provisioning' order by created_at limit 20`;
    for (const { id } of due) await tryOne(id);
  }
  const sweepQuietly = () => void sweep().catch((error: unknown) => log.warn('tenancy.provision-sweep', { error }));
  const primary = platform.options.cluster.admin(platform.options.cluster.control);
  const listening = await listen(primary, 'regie_directory', {
    async onMessage(id) {
      const [row] = await admin`select 1 from studios where id = ${id} and status = 'provisioning'`;
      if (row) void tryOne(id);
    },
  });
  const timer = setInterval(sweepQuietly, SWEEP_MS);
  sweepQuietly();
  return {
    provision,
    async close() {
      clearInterval(timer);
      await listening.close();
      await Promise.allSettled(running.values());
      await admin.end({ timeout: 5 });
    },
  };
}
