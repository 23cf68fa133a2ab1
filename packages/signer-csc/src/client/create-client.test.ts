import { digestBytes } from '@eseal/core/crypto';
import { createRssp, SAMPLE_CREDENTIALS } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { external } from '../use-authentication/external.ts';
import { secret } from '../util/secret.ts';
import { createCscClient } from './create-client.ts';

const OPTIONS = { baseUrl: 'https://rssp.test/csc/v2', authentication: external(async () => 'token') };

describe('a client', () => {
  it.each(['v1', 'v2'] as const)(
    'of version %s gets a value that verifies under the certificate',
    async (version) => {
      const credentials = SAMPLE_CREDENTIALS.filter(({ id }) => id === 'seal-pin');
      const rssp = await createRssp({ credentials });
      const token = rssp.token({ user: 'keiri' });
      const client = createCscClient({
        baseUrl: rssp.urls[version],
        authentication: external(async () => token),
        transport: rssp.transport,
        now: () => rssp.clock.now(),
      });
      expect(await client.dialect()).toBe(version === 'v1' ? 'v1' : 'v2.0');
      expect(await client.listCredentials()).toEqual(['seal-pin']);
      const credential = await client.credential('seal-pin');
      const data = new TextEncoder().encode('data to be signed');
      const list = { digestAlgorithm: 'SHA-256', hashes: [await digestBytes('SHA-256', data)] } as const;
      const factors = [{ id: 'PIN', value: secret('482915') }];
      const given = await client.authorize({ ...list, credential, factors });
      if (given.kind !== 'authorized') throw new Error('nobody approved');
      const request = {
        ...list,
        credential,
        authorization: given.authorization,
        signAlgo: '1.2.840.10045.4.3.2',
      };
      const [value = new Uint8Array()] = await client.signHash(request);
      expect(await credential.certificates[0]?.publicKey.verify('ecdsa-sha256', data, value)).toBe(true);
      await expect(client.signHash(request)).rejects.toMatchObject({
        code: 'SIGNER_UNAUTHORIZED',
        outcome: 'rejected',
        facts: { reason: 'sad-invalid' },
      });
    },
  );

  it.each([
    { baseUrl: 'http://rssp.test/csc/v2' },
    { baseUrl: 'http://127.0.0.1/csc/v2' },
    { rateLimits: [{ requests: 0, perMs: 1 }] },
  ])('is not made with %j', (options) => {
    expect(() => createCscClient({ ...OPTIONS, ...options })).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT', outcome: 'not-sent' }),
    );
  });

  it('sends nothing before it is used, and works for authentication with what it was given', () => {
    const now = () => new Date(0);
    const transport = async (): Promise<never> => {
      throw new Error('sent');
    };
    const client = createCscClient({ ...OPTIONS, now, transport });
    expect(client.context).toMatchObject({
      baseUrl: OPTIONS.baseUrl,
      transport,
      now,
      profile: { name: 'strict' },
    });
    expect(client.authentication).toBe(OPTIONS.authentication);
  });
});
