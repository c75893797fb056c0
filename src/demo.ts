import type { Ground } from '#platform/ground.ts';
import type { MigrationSet } from '#platform/tenancy/installation.ts';

export const DEMO_PASSWORD = 'regie-demo-2026';
export const DEMO_STUDIOS: readonly { slug: string; name: string }[] = [];

export async function seedDemo(_ground: Ground, _migrations: MigrationSet): Promise<void> {}
