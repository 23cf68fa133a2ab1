import { describe, expect, it } from 'vitest';
import { openBench } from './test-bench.ts';
import { readTsaConfig } from './tsa-config.ts';

async function read(config: unknown) {
  using bench = openBench();
  return await readTsaConfig(bench.write('tsa.json', JSON.stringify(config)));
}

const limit = { requests: 1, perMs: 15_000 };

describe('readTsaConfig', () => {
  it.each([
    {},
    { policy: '2.999.1', timeoutMs: 5000, username: 'example', passwordEnv: 'TSA_PASSWORD' },
    { rateLimit: limit },
    { rateLimit: [limit, { requests: 100, perMs: 86_400_000 }] },
    { fallbackUrls: ['http://a.test', { url: 'http://b.test', policy: '2.999.1', rateLimit: limit }] },
  ])('gives the fields as they stand: %j', async (config) => {
    expect(await read(config)).toEqual(config);
  });

  it.each([
    [{ url: 'http://a.test' }, 'url'],
    [{ toString: 'x' }, 'toString'],
    [{ username: 5 }, 'username'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: '5000' }, 'timeoutMs'],
    [{ rateLimit: 5 }, 'rateLimit'],
    [{ rateLimit: [limit, null] }, 'rateLimit'],
    [{ rateLimit: { ...limit, burst: 2 } }, 'rateLimit'],
    [{ fallbackUrls: [['http://a.test']] }, 'fallbackUrls'],
    [{ fallbackUrls: [{ url: 'http://a.test', fallbackUrls: [] }] }, 'fallbackUrls'],
  ])('refuses %j and names the field', async (config, field) => {
    await expect(read(config)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(`tsa.json: ${field} is unknown or has an unusable value`),
    });
  });
});
