import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createRegistry } from '#platform/jobs/registry.ts';
import type { Module } from '#platform/module.ts';

const job = { payload: z.unknown(), run: async () => {} };
const module = (parts: Record<string, unknown>) => parts as unknown as Module;

describe('the registry', () => {
  it('gives every module that listens a job of its own', () => {
    const registry = createRegistry([
      module({ name: 'invoicing', jobs: { 'invoicing.remind': job } }),
      module({ name: 'portal', on: { 'invoicing.issue': job } }),
      module({ name: 'search', on: { 'invoicing.issue': job } }),
    ]);
    expect(registry.subscribers('invoicing.issue')).toEqual(['portal.on.invoicing.issue', 'search.on.invoicing.issue']);
    expect(registry.subscribers('payments.record')).toEqual([]);
    expect([...registry.definitions.keys()]).toEqual([
      'invoicing.remind',
      'portal.on.invoicing.issue',
      'search.on.invoicing.issue',
    ]);
  });

  it('lets a module hear of everything', () => {
    const registry = createRegistry([
      module({ name: 'portal', on: { 'invoicing.issue': job } }),
      module({ name: 'webhooks', on: { '*': job } }),
    ]);
    expect(registry.subscribers('invoicing.issue')).toEqual(['portal.on.invoicing.issue', 'webhooks.on.*']);
    expect(registry.subscribers('rooms.create')).toEqual(['webhooks.on.*']);
  });

  it.each([
    ['a job that does not say whose it is', [{ name: 'rooms', jobs: { 'clients.import': job } }]],
    [
      'a job defined twice',
      [
        { name: 'rooms', jobs: { 'rooms.tidy': job } },
        { name: 'rooms', jobs: { 'rooms.tidy': job } },
      ],
    ],
    ['a schedule for nothing', [{ name: 'rooms', schedule: [{ job: 'rooms.tidy', cron: '0 3 * * *' }] }]],
    [
      'a time that is none',
      [{ name: 'rooms', jobs: { 'rooms.tidy': job }, schedule: [{ job: 'rooms.tidy', cron: '0 3 * *' }] }],
    ],
    [
      'seconds',
      [{ name: 'rooms', jobs: { 'rooms.tidy': job }, schedule: [{ job: 'rooms.tidy', cron: '* 0 3 * * *' }] }],
    ],
    [
      'what the main host is to do and cannot',
      [
        {
          name: 'rooms',
          jobs: { 'rooms.tidy': job },
          schedule: [{ job: 'rooms.tidy', cron: '0 3 * * *', host: 'main' }],
        },
      ],
    ],
  ])('refuses %s', (_, modules) => {
    expect(() => createRegistry(modules.map(module))).toThrow(/rooms/);
  });
});
