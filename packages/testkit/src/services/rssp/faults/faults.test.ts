import type { Timer } from '@eseal/core';
import { fromBase64 } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { describe, expect, it } from 'vitest';
import type { Dialect } from '../model.ts';
import { ECDSA_SHA256, hashOf, openTestRssp, TEST_PIN, type TestRssp } from '../test-rssp.ts';
import type { RsspFault } from './fault.ts';

const BYTES = [1, 2, 3];

/** The values of three digests, and which of them verify under the key of the credential. */
async function sign(service: TestRssp, credentialID = 'seal-pin', signAlgo = ECDSA_SHA256) {
  const hash = BYTES.map(hashOf);
  const SAD = await service.sad(credentialID, hash);
  const { body } = await service.call('signatures/signHash', { credentialID, SAD, hash, signAlgo });
  const signatures: readonly string[] = Object(body.signatures);
  return signatures.map((text) => fromBase64(text) ?? new Uint8Array());
}

/** The digest that an RSA value stands for, in hexadecimal digits: the public operation without any checks. */
async function opened(service: TestRssp, value: Uint8Array): Promise<string> {
  const { publicKey } = service.rssp.world.entity('rssp-seal-pin-rsa').key;
  const name = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', Uint8Array.from(publicKey), name, true, ['verify']);
  const { n = '' } = await crypto.subtle.exportKey('jwk', key);
  const number = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
  const modulus = number(
    Uint8Array.from(atob(n.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0)),
  );
  let result = 1n;
  for (let each = 0; each < 65_537; each++) result = (result * number(value)) % modulus;
  return result.toString(16);
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

describe('values of a service that misbehaves', () => {
  const RSA = ['seal-pin-rsa', '1.2.840.113549.1.1.11'] as const;

  it('are permuted, fewer, more or repeated', async () => {
    const service = await openTestRssp('v1');
    // PKCS #1 v1.5 gives the same value each time, so that the lists can be compared.
    const [a, b, c] = await sign(service, ...RSA);
    const lists: readonly (readonly [RsspFault, readonly unknown[]])[] = [
      [{ kind: 'permuted' }, [c, a, b]],
      [{ kind: 'short-list' }, [b, c]],
      [{ kind: 'long-list' }, [a, b, c, a]],
      [{ kind: 'duplicated-first' }, [a, a, a]],
    ];
    for (const [fault, expected] of lists) {
      service.rssp.setFault(fault);
      expect(await sign(service, ...RSA), fault.kind).toEqual(expected);
    }
    service.rssp.setFault(undefined);
    expect(await sign(service, ...RSA)).toEqual([a, b, c]);
  });

  it('are of another key, or have a wrong bit', async () => {
    const service = await openTestRssp('v1');
    const right = await sign(service, ...RSA);
    service.rssp.setFault({ kind: 'wrong-key' });
    const other = await sign(service, ...RSA);
    service.rssp.setFault({ kind: 'flipped-bit' });
    const flipped = await sign(service, ...RSA);
    expect(other.map(({ length }) => length)).toEqual([256, 256, 256]);
    expect(other[0]).not.toEqual(right[0]);
    expect(flipped.map((value, index) => (value.at(-1) ?? 0) ^ (right[index]?.at(-1) ?? 0))).toEqual([
      1, 1, 1,
    ]);
  });

  it('are made over the digest without its DigestInfo', async () => {
    const service = await openTestRssp('v1');
    service.rssp.setFault({ kind: 'bare-digest' });
    const [value = new Uint8Array()] = await sign(service, ...RSA);
    expect(await opened(service, value)).toMatch(/^1(ff)+00(01){32}$/);
  });

  it.each([
    ['p256', 64],
    ['p384', 96],
    ['p521', 132],
  ] as const)('are two numbers in place of DER, of a %s key', async (key, length) => {
    const authorization = {
      mode: 'explicit',
      factors: [{ kind: 'pin', id: 'PIN', testValue: TEST_PIN }],
    } as const;
    const credentials = [{ id: 'seal-pin', user: 'keiri', authorization, key }] as const;
    const service = await openTestRssp('v1', { credentials });
    const [der = new Uint8Array()] = await sign(service);
    expect(() => DerReader.over(der, 'value').sequence('value')).not.toThrow();
    service.rssp.setFault({ kind: 'raw-ecdsa' });
    expect((await sign(service)).map((value) => value.length)).toEqual([length, length, length]);
  });
});

describe('certificates of a service that misbehaves', () => {
  it('are those of another key, or over', async () => {
    const service = await openTestRssp('v1');
    const shown = async () =>
      Object(
        (await service.call('credentials/info', { credentialID: 'seal-pin', certInfo: true })).body.cert,
      );
    const right = await shown();
    service.rssp.setFault({ kind: 'swapped-certificate' });
    const swapped = await shown();
    service.rssp.setFault({ kind: 'expired-certificate' });
    const expired = await shown();
    expect(swapped.certificates).not.toEqual(right.certificates);
    expect([right.status, swapped.status, expired.status]).toEqual(['valid', 'valid', 'expired']);
  });
});

describe('answers of a service that misbehaves', () => {
  const authorize = { credentialID: 'seal-pin', numSignatures: 1, PIN: TEST_PIN };

  it('do not come, or say 500, though the call took effect', async () => {
    const service = await openTestRssp('v1');
    service.rssp.setFault({ kind: 'dropped-answer' });
    await expect(service.call('credentials/authorize', authorize)).rejects.toThrow('closed the connection');
    service.rssp.setFault({ kind: 'error-after-commit' });
    expect(await service.refusal('credentials/authorize', authorize)).toBe(
      '500 server_error: The server failed',
    );
    expect(service.rssp.log.map(({ status }) => status)).toEqual([200, 200]);
  });

  it('are refusals of any kind, for a method and so many times', async () => {
    const service = await openTestRssp('v1');
    const fault = {
      kind: 'refusal',
      status: 503,
      error: 'temporarily_unavailable',
      description: 'later',
    } as const;
    service.rssp.setFault(fault, { method: 'credentials/list', times: 1 });
    expect((await service.call('info')).status).toBe(200);
    expect(await service.refusal('credentials/list', {})).toBe('503 temporarily_unavailable: later');
    expect((await service.call('credentials/list')).status).toBe(200);
    expect(service.rssp.log).toHaveLength(2);
  });

  it('repeat the secrets of the request', async () => {
    const service = await openTestRssp('v1');
    service.rssp.setFault({ kind: 'secret-echo' });
    const refusal = await service.refusal('credentials/authorize', authorize);
    expect(refusal).toContain(TEST_PIN);
    expect(refusal).toContain(service.token);
  });

  it('are full of null, or long', async () => {
    const service = await openTestRssp('v2');
    service.rssp.setFault({ kind: 'null-members' });
    expect((await service.call('info')).body).toMatchObject({
      logo: null,
      oauth2Issuer: null,
      specs: '2.0.0.2',
    });
    service.rssp.setFault({ kind: 'oversize', bytes: 5000 });
    expect(JSON.stringify((await service.call('info')).body).length).toBeGreaterThan(5000);
  });

  it('come late', async () => {
    const waited: number[] = [];
    const timer: Timer = {
      now: () => 0,
      wait: async (milliseconds) => {
        waited.push(milliseconds);
      },
    };
    const service = await openTestRssp('v1', { timer });
    service.rssp.setFault({ kind: 'delay', milliseconds: 60_000 });
    expect([(await service.call('info')).status, waited]).toEqual([200, [60_000]]);
  });

  it.each<[RsspFault, number, string | undefined]>([
    [{ kind: 'html-page' }, 200, 'text/html; charset=utf-8'],
    [{ kind: 'redirect', location: 'https://elsewhere.test/' }, 302, undefined],
    [{ kind: 'http-status', status: 502 }, 502, 'text/plain; charset=utf-8'],
    [{ kind: 'empty' }, 200, 'application/json;charset=UTF-8'],
  ])('are not of the API at all: %o', async (fault, status, type) => {
    const { rssp } = await openTestRssp('v1');
    rssp.setFault(fault);
    const body = new TextEncoder().encode('{}');
    const answer = await rssp.handler({ method: 'POST', url: `${rssp.urls.v1}/info`, headers: {}, body });
    expect([answer.status, answer.headers['content-type']]).toEqual([status, type]);
  });
});

describe('decisions and results of a service that misbehaves', () => {
  const dialect: Dialect = 'v2';
  const ask = { credentialID: 'seal-out-of-band', numSignatures: 1, authData: [{ id: 'App' }] };

  it('never come', async () => {
    const service = await openTestRssp(dialect, { settings: { pollsUntilDone: 0 } });
    const { handle } = (await service.call('credentials/authorize', ask)).body;
    service.rssp.approvals()[0]?.approve();
    service.rssp.setFault({ kind: 'endless-pending' });
    for (let each = 0; each < 3; each++) {
      expect((await service.call('credentials/authorizeCheck', { handle })).status).toBe(202);
    }
    service.rssp.setFault(undefined);
    expect((await service.call('credentials/authorizeCheck', { handle })).body).toHaveProperty('SAD');
  });

  it('do not come for signatures either', async () => {
    const service = await openTestRssp(dialect, { settings: { pollsUntilDone: 0 } });
    const SAD = await service.sad('seal-pin', [hashOf(1)]);
    const body = {
      credentialID: 'seal-pin',
      SAD,
      hashes: [hashOf(1)],
      signAlgo: ECDSA_SHA256,
      operationMode: 'A',
    };
    const requestID = (await service.call('signatures/signHash', body)).body.responseID;
    service.rssp.setFault({ kind: 'endless-pending' }, { times: 2 });
    const poll = async () => (await service.call('signatures/signPolling', { requestID })).status;
    expect([await poll(), await poll(), await poll()]).toEqual([202, 202, 200]);
  });

  it('have another handle at each check, and only the last is good', async () => {
    const service = await openTestRssp(dialect);
    const { handle: first } = (await service.call('credentials/authorize', ask)).body;
    service.rssp.setFault({ kind: 'new-handle-per-check' });
    const check = async (handle: unknown) =>
      (await service.call('credentials/authorizeCheck', { handle })).body;
    const { handle: second } = await check(first);
    expect(second).not.toBe(first);
    expect(await check(first)).toMatchObject({ error_description: 'Invalid parameter handle' });
    service.rssp.approvals()[0]?.approve();
    expect(await check(second)).toHaveProperty('SAD');
  });
});
