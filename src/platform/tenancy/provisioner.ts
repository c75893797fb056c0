/** Watches for studios that are being made. The row in `studios` is the request, so nothing is lost when a process dies. */
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { asSystem, type Platform } from '#platform/platform.ts';
import { log } from '#platform/telemetry/log.ts';
import { migrateStragglers } from '#platform/tenancy/migrate.ts';
import type { Migration } from '#platform/tenancy/migrations.ts';
import { connectProvisioning, type ProvisionContext, provisionStudio } from '#platform/tenancy/provision.ts';

const SWEEP_MS = 5_000;
const AT_ONCE = 4;
const MOST_IN_LINE = 200;
/** One step takes a tenth of a second; a process that stops has half a minute in all. */
const CLOSE_MS = 8_000;

/** What every studio begins with, from each module in order. */
async function provisionContents(platform: Platform, studioId: string): Promise<void> {
  await asSystem(platform, studioId, 'provisioning', async (scope) => {
    for (const module of platform.options.modules) await module.onProvision?.(scope);
  });
}

export interface Provisioner {
  /** Makes one studio and returns when it is ready, another process has it in hand, or this one is closing. */
  provision(studioId: string): Promise<void>;
  /** Ends the steps that run and begins no other; what does not end in time is cut off. */
  close(): Promise<void>;
}

type Options = Pick<ProvisionContext, 'onStep'>;

interface Line {
  readonly size: number;
  /** Each studio once, however often it is asked for. */
  provision(studioId: string): Promise<void>;
  settled(): Promise<unknown>;
}

function createLine(context: ProvisionContext): Line {
  const running = new Map<string, Promise<void>>();
  const limit = pLimit(AT_ONCE);
  return {
    get size() {
      return running.size;
    },
    provision(studioId) {
      const known = running.get(studioId);
      if (known) return known;
      const make = async () => {
        if (!context.signal?.aborted) await provisionStudio(context, studioId);
      };
      const run = limit(make).finally(() => running.delete(studioId));
      running.set(studioId, run);
      return run;
    },
    settled: () => Promise.allSettled(running.values()),
  };
}

/** What waits beyond the line's length waits in the table, for the next sweep. */
function createWatch(admin: ProvisionContext['admin'], line: Line) {
  const tryOne = async (studioId: string) => {
    if (line.size >= MOST_IN_LINE) return;
    await line
      .provision(studioId)
      .catch((error: unknown) => log.error('tenancy.provision', { studio: studioId, error }));
  };
  return {
    async sweep(): Promise<void> {
      const due = await admin<{ id: string }[]>`
        select id from studios where status = 'provisioning' order by created_at limit ${MOST_IN_LINE}`;
      for (const { id } of due) void tryOne(id);
    },
    async hear(id: string): Promise<void> {
      const [row] = await admin`select 1 from studios where id = ${id} and status = 'provisioning'`;
      if (row) await tryOne(id);
    },
  };
}

/** @param options.onStep tests simulate a crash with it */
export async function startProvisioner(
  platform: Platform,
  migrations: readonly Migration[],
  options: Options = {},
): Promise<Provisioner> {
  const { cluster } = platform.options;
  const connections = connectProvisioning(cluster, migrations, AT_ONCE);
  const stopping = new AbortController();
  const onProvision = (id: string) => provisionContents(platform, id);
  const line = createLine({ cluster, ...connections, migrations, onProvision, signal: stopping.signal, ...options });
  const watch = createWatch(connections.admin, line);
  const quietly = (work: Promise<void>) =>
    work.catch((error: unknown) => log.warn('tenancy.provision-sweep', { error }));
  /** A sweep lasts as long as its migrations; the next one waits for it. */
  let sweeping: Promise<void> | null = null;
  const sweep = async () => {
    await watch.sweep();
    await migrateStragglers(cluster, connections.admin, migrations, stopping.signal);
  };
  const sweepOnce = () => {
    sweeping ??= quietly(sweep()).finally(() => {
      sweeping = null;
    });
  };
  await platform.listening.on('regie_directory', {
    onMessage: (id) => stopping.signal.aborted || void quietly(watch.hear(id)),
  });
  const timer = setInterval(sweepOnce, SWEEP_MS);
  sweepOnce();
  return {
    provision: line.provision,
    async close() {
      clearInterval(timer);
      stopping.abort();
      await Promise.race([Promise.all([line.settled(), sweeping]), sleep(CLOSE_MS, null, { ref: false })]);
      await connections.end(1);
    },
  };
}
