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
    [{ ...PRODUCTION, REGIE_SECRET: 'x'.repeat(40) }, /^REGIE_SECRET: repeats/],
    [{ ...PRODUCTION, REGIE_SECRET: '0123456789abcdef'.repeat(3) }, /^REGIE_SECRET: repeats/],
    [{ ...PRODUCTION, REGIE_SECRET: 'correct horse battery '.repeat(2) }, /^REGIE_SECRET: /],
    [{ ...PRODUCTION, REGIE_SECRET: 'at least 32 characters of your own' }, /^REGIE_SECRET: is a sample/],
    [{ ...PRODUCTION, REGIE_SECRET: 'development-only-secret-of-regie-0000' }, /^REGIE_SECRET: /],
    [{ ...PRODUCTION, REGIE_URL: 'http://regie.example' }, /^REGIE_URL: https/],
    [{ ...PRODUCTION, REGIE_URL: 'http://localhost.evil.example' }, /^REGIE_URL: https/],
    [{ REGIE_HOST: '0.0.0.0' }, /^REGIE_DEMO: /],
    [{ REGIE_HOST: '::', REGIE_DEMO: '1' }, /^REGIE_DEMO: /],
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

  test('an address of this very machine may do without TLS, and a machine without the demo may listen to all', () => {
    for (const REGIE_URL of ['http://localhost:3000', 'http://regie.localhost', 'http://127.0.0.1:3000'])
      expect(readConfig({ ...PRODUCTION, REGIE_URL }).publicUrl.protocol).toBe('http:');
    expect(readConfig({ REGIE_HOST: '0.0.0.0', REGIE_DEMO: '0' }).demo).toBe(false);
    for (const REGIE_HOST of ['127.0.0.1', '::1', 'localhost']) expect(readConfig({ REGIE_HOST }).demo).toBe(true);
  });

  test('what was given is not repeated in the message: it may be a secret', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://user:hunter2@db' })).toThrowError(/^(?!.*hunter2)/);
  });
});
