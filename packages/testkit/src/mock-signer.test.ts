import type { SignRequest } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { createMockSigner, type MockSignerOptions } from './mock-signer.ts';
import { createGoodWorld } from './pki/worlds/good.ts';

const world = await createGoodWorld({ keyOf: { seal: 'p256' } });
const requests: readonly SignRequest[] = ['a', 'b', 'c'].map((text) => ({
  dataToBeSigned: new TextEncoder().encode(text),
  algorithm: 'ecdsa-sha256',
}));
const open = (options: MockSignerOptions = {}) => createMockSigner(world.seal, options);

async function verified(values: readonly Uint8Array[]): Promise<readonly boolean[]> {
  const { publicKey } = open().certificates[0];
  return Promise.all(
    requests.map(async ({ algorithm, dataToBeSigned }, at) => {
      const value = values[at];
      return value !== undefined && publicKey.verify(algorithm, dataToBeSigned, value);
    }),
  );
}

describe('a mock signer', () => {
  it('carries the chain of its entity and what its key signs with, SHA-1 left out', () => {
    const signer = open();
    expect(signer.certificates.map(({ raw }) => raw)).toEqual(world.chain);
    expect(signer.algorithms).toEqual(['ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512']);
    expect(signer.maxBatch).toBe(100);
  });

  it('signs, and remembers each call', async () => {
    const signer = open();
    expect(await verified(await signer.sign(requests))).toEqual([true, true, true]);
    await signer.sign(requests.slice(1));
    expect(signer.calls).toEqual([requests, requests.slice(1)]);
  });

  it('signs with the algorithm asked for', async () => {
    const [request] = requests;
    const asked = {
      dataToBeSigned: request?.dataToBeSigned ?? new Uint8Array(),
      algorithm: 'ecdsa-sha512' as const,
    };
    const [value = new Uint8Array()] = await open().sign([asked]);
    const { publicKey } = open().certificates[0];
    expect(await publicKey.verify('ecdsa-sha512', asked.dataToBeSigned, value)).toBe(true);
    expect(await publicKey.verify('ecdsa-sha256', asked.dataToBeSigned, value)).toBe(false);
  });

  it('refuses algorithms it was not given', async () => {
    const narrow = open({ algorithms: ['ecdsa-sha384'] });
    await expect(narrow.sign(requests)).rejects.toMatchObject({ code: 'UNSUPPORTED_ALGORITHM' });
  });

  it.each([
    ['wrong-value', [false, false, false], 3],
    ['other-data', [false, false, false], 3],
    ['wrong-count', [true, true, false], 2],
    ['permuted', [false, true, false], 3],
  ] as const)('has the fault %s', async (kind, expected, count) => {
    const values = await open({ fault: { kind } }).sign(requests);
    expect(values).toHaveLength(count);
    expect(await verified(values)).toEqual(expected);
  });

  it('throws what it is told to throw', async () => {
    const fault = { kind: 'throws', code: 'SIGNER_PIN_LOCKED', retryable: false } as const;
    await expect(open({ fault }).sign(requests)).rejects.toMatchObject({
      code: 'SIGNER_PIN_LOCKED',
      retryable: false,
    });
  });

  it('hangs until it is aborted', async () => {
    const controller = new AbortController();
    const call = open({ fault: { kind: 'hanging' } }).sign(requests, { signal: controller.signal });
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('claims the certificates it is given', () => {
    expect(open({ certificates: world.tsa.chain }).certificates[0].raw).toEqual(world.tsa.certificate);
    expect(() => open({ certificates: [] })).toThrow(TypeError);
  });
});
