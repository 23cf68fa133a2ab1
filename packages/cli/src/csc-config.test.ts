import { describe, expect, it } from 'vitest';
import { readCscConfig } from './csc-config.ts';
import { openBench } from './test-bench.ts';

async function read(config: unknown) {
  using bench = openBench();
  return await readCscConfig(bench.write('csc.json', JSON.stringify(config)));
}

const authentication = { kind: 'oauth2client', clientId: 'invoices', clientSecretEnv: 'SECRET' };
const authorization = { kind: 'factors', factorsEnv: { PIN: 'SEAL_PIN' } };
const browser = { clientId: 'invoices', redirectUri: 'http://127.0.0.1:8631/back' };

describe('readCscConfig', () => {
  it.each([
    { authentication, authorization },
    {
      authentication,
      authorization,
      profile: 'lvrtc',
      policy: 'jp-mic-level2',
      credentialId: 'a',
      userId: 'b',
    },
    {
      authentication: { kind: 'oauth2code', ...browser, issuer: 'https://login.example' },
      authorization: { kind: 'oauth2code', ...browser, privateKey: 'key.pem', keyId: '1' },
    },
    { authentication: { kind: 'basic', user: 'u', passwordEnv: 'P' }, authorization: { kind: 'service' } },
    { authentication: { kind: 'external' }, authorization: { kind: 'factors' } },
  ])('gives the fields as they stand: %j', async (config) => {
    expect(await read(config)).toEqual(config);
  });

  it.each([
    [{ authorization }, 'authentication is missing'],
    [{ authentication }, 'authorization is missing'],
    [{ authentication, authorization, pin: '1234' }, 'pin is unknown'],
    [{ authentication, authorization, policy: 'none' }, 'policy is unknown'],
    [
      { authentication: { ...authentication, clientSecret: 'x' }, authorization },
      'authentication is unknown',
    ],
    [{ authentication: { kind: 'toString' }, authorization }, 'authentication is unknown'],
    [{ authentication: { kind: 'oauth2client' }, authorization }, 'authentication is unknown'],
    [{ authentication, authorization: { kind: 'factors', PIN: '1234' } }, 'authorization is unknown'],
    [
      { authentication, authorization: { kind: 'factors', factorsEnv: { PIN: 1234 } } },
      'authorization is unknown',
    ],
    [
      { authentication, authorization: { kind: 'oauth2code', ...browser, redirectUri: 'https://a.test' } },
      'authorization is unknown',
    ],
  ])('refuses %j and names the field', async (config, words) => {
    await expect(read(config)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(`csc.json: ${words}`),
    });
  });

  it('says that the command shows no client certificates', async () => {
    await expect(read({ authentication: { kind: 'tls' }, authorization })).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
    });
  });
});
