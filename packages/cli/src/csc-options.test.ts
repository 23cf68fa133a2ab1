import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Kit, openKit } from './test-kit.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit[Symbol.asyncDispose]());

type Json = Readonly<Record<string, unknown>>;

/** Writes the configuration of the test services with some members changed. */
function config(changes: Json): string {
  const own: Json = JSON.parse(readFileSync(kit.services.rsspConfig, 'utf8'));
  return kit.bench.write(
    `csc-${Object.keys(changes).join('-')}.json`,
    JSON.stringify({ ...own, ...changes }),
  );
}

async function seal(url: string, file: string, env: Readonly<Record<string, string>> = {}, prompt?: string) {
  const out = kit.bench.path('remote.pdf');
  const argv = [
    'seal',
    kit.pdf,
    '--out',
    out,
    '--csc',
    url,
    '--csc-config',
    file,
    '--allow-host',
    '127.0.0.1',
  ];
  const asked: string[] = [];
  const answer = async (message: string): Promise<string> => {
    asked.push(message);
    return prompt ?? '';
  };
  const surroundings = {
    env: { ...kit.services.rsspTestSecrets, ...env },
    prompt: prompt === undefined ? undefined : answer,
  };
  return { ...(await kit.run(argv, surroundings)), asked, out };
}

describe('eseal seal --csc', () => {
  it.each(['rssp', 'rsspV2'] as const)('seals with a key at a remote provider (%s)', async (version) => {
    const { code, stderr, out } = await seal(kit.services[version], kit.services.rsspConfig);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const verified = await kit.run(['verify', out, ...kit.trust, '--report', 'json']);
    expect(JSON.parse(verified.stdout)).toMatchObject({ conclusion: { indication: 'TOTAL-PASSED' } });
  });

  it('asks on the terminal for factors that no variable holds, and says what they approve', async () => {
    const file = config({ authorization: { kind: 'factors' } });
    const pin = kit.services.rsspTestSecrets.ESEAL_CSC_PIN ?? '';
    const { code, asked } = await seal(kit.services.rssp, file, {}, pin);
    expect(code).toBe(0);
    expect(asked).toEqual([
      expect.stringMatching(
        new RegExp(`^\\S+ of seal-pin for ${basename(kit.pdf)} \\(manifest [0-9a-f]{16}…\\): $`),
      ),
    ]);
  });

  it('ends with 77 when a factor is wrong, without leaving a file or saying what was given', async () => {
    const { code, stderr } = await seal(kit.services.rssp, kit.services.rsspConfig, {
      ESEAL_CSC_PIN: '000111',
    });
    expect(code).toBe(77);
    expect(stderr).toMatch(/^eseal: SIGNER_PIN_INCORRECT: /);
    expect(stderr).not.toContain('000111');
  });

  it('ends with 77 when the policy refuses the way of approval', async () => {
    const file = config({
      credentialId: 'seal-implicit',
      policy: 'jp-mic-level2',
      authorization: { kind: 'service' },
    });
    const { code, stderr } = await seal(kit.services.rssp, file);
    expect({ code, stderr }).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('CSC_POLICY_REFUSED'),
    });
  });

  it('ends with 69 when nobody answers, and with 64 for http that was not allowed', async () => {
    const { code } = await seal('http://127.0.0.1:9/csc/v1', kit.services.rsspConfig);
    expect(code).toBe(69);
    const argv = ['seal', kit.pdf, '--out', kit.bench.path('x.pdf'), '--csc', kit.services.rssp];
    const refused = await kit.run([...argv, '--csc-config', kit.services.rsspConfig], {
      env: kit.services.rsspTestSecrets,
    });
    expect(refused.code).toBe(64);
    expect(await kit.run(argv)).toMatchObject({ code: 64 });
  });

  it.each([
    ['a profile that there is not', { profile: 'nowhere' }, 64],
    [
      'a key file that is none',
      { authentication: { kind: 'oauth2client', clientId: 'a', privateKey: 'x' } },
      66,
    ],
  ])('refuses %s', async (_name, changes, expected) => {
    expect((await seal(kit.services.rssp, config(changes))).code).toBe(expected);
  });

  it('shows an assertion of its own key in place of a secret, which the service here does not know', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = kit.bench.write('client.pem', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const authentication = { kind: 'oauth2client', clientId: 'sealing-app', privateKey: pem };
    const { code, stderr } = await seal(kit.services.rssp, config({ authentication }));
    expect({ code, stderr }).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('SIGNER_UNAUTHORIZED'),
    });
  });
});

describe('eseal batch --csc', () => {
  it('asks once for all documents of a chunk, and names them', async () => {
    const names = Array.from({ length: 7 }, (_, at) => `${at}.csv`);
    mkdirSync(kit.bench.path('in'));
    for (const name of names) kit.bench.write(`in/${name}`, `number,${name}\n`);
    const asked: string[] = [];
    const argv = ['batch', kit.bench.path('in'), '--out-dir', kit.bench.path('out')];
    const file = config({ authorization: { kind: 'factors' } });
    const { code, stderr } = await kit.run(
      [...argv, '--csc', kit.services.rsspV2, '--csc-config', file, '--allow-host', '127.0.0.1', '--quiet'],
      {
        env: kit.services.rsspTestSecrets,
        prompt: async (message) => {
          asked.push(message);
          return kit.services.rsspTestSecrets.ESEAL_CSC_PIN ?? '';
        },
      },
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(asked).toEqual([
      expect.stringContaining('seal-pin for 0.csv, 1.csv, 2.csv, 3.csv, 4.csv, 2 more (manifest '),
    ]);
  });
});
