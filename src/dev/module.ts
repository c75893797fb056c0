import { defineModule, type Module } from '#platform/module.ts';

export function devModule(_dataDir: string): Module {
  return defineModule({ name: 'dev' });
}
