import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '#platform/config.ts';

const PRODUCTION = {
  NODE_ENV: 'production',
  REGIE_URL: 'https://regie.example',
  REGIE_SECRET: 'a secret of our own, long enough for it',
  DATABASE_URL: 'postgres://regie:secret@db.example/regie',
  SMTP_URL: 'smtps://regie:secret@mail.example',
};

describe('configuration', () => {
  test('nothing given is a development machine', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ production: false, port: 3000, demo: true, databaseUrl: null });
    expect([...config.roles]).toEqual(['web', 'worker', 'cron']);
  });

  test.each([
    [{ PORT: 'eighty' }, /^PORT: /],
    [{ PORT: '70000' }, /^PORT: /],
    [{ DATABASE_URL: 'mysql://x' }, /^DATABASE_URL: /],
    [{ REGIE_ROLES: 'web,boss' }, /^REGIE_ROLES: /],
    [{ REGIE_DEMO: 'perhaps' }, /^REGIE_DEMO: /],
    [{ ...PRODUCTION, REGIE_SECRET: '' }, /^REGIE_SECRET: /],
    [{ ...PRODUCTION, REGIE_DEMO: '1' }, /^REGIE_DEMO: /],
    [{ ...PRODUCTION, REGIE_URL: '' }, /^REGIE_URL: /],
    [{ ...PRODUCTION, DATABASE_URL: '' }, /^DATABASE_URL: /],
    [{ ...PRODUCTION, SMTP_URL: '' }, /^SMTP_URL: /],
    [{ DATABASE_WEB_URL: 'postgres://w@db.example/regie' }, /^DATABASE_URL: /],
    [{ S3_BUCKET: 'files' }, /^AWS_ACCESS_KEY_ID: /],
  ])('%j stops the start with one line', (env, message) => {
    expect(() => readConfig(env)).toThrowError(ConfigError);
    try {
      readConfig(env);
    } catch (error) {
      expect((error as Error).message).toMatch(message);
      expect((error as Error).message).not.toContain('\n');
    }
  });

  test('production takes no demo', () => {
    expect(readConfig(PRODUCTION)).toMatchObject({ production: true, demo: false });
  });

  test('what was given is not repeated in the message: it may be a secret', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://user:hunter2@db' })).toThrowError(/^(?!.*hunter2)/);
  });
});
