/**
 * What every Signer must do.
 *
 * @module
 */
import { concatBytes, type Signer, type SignRequest, utf8 } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { rejectionCode, type TestFramework } from './framework.ts';

/** Opens the Signer under test; asked once for each test, and the Signer disposed of after it. */
export type SignerFactory = () => Promise<Signer> | Signer;

/**
 * Defines the suite: values verify under the first certificate, in the order asked, for each algorithm and up to the
 * batch limit; an empty or too long batch, a foreign algorithm and an aborted call are refused with their codes.
 *
 * @example
 * ```ts
 * import { createGoodWorld, createMockSigner, testSigner } from '@eseal/testkit';
 * import { describe, expect, it } from 'vitest';
 *
 * testSigner(async () => createMockSigner((await createGoodWorld()).seal), { describe, expect, it });
 * ```
 */
export function testSigner(factory: SignerFactory, { describe, it, expect }: TestFramework): void {
  const define: Define = (name, test) =>
    it(name, async () => {
      const signer = await factory();
      try {
        await test(signer);
      } finally {
        await signer[Symbol.asyncDispose]?.();
      }
    });
  describe('Signer contract', () => {
    defineStatements(define, expect);
    defineValues(define, expect);
    defineBatches(define, expect);
    defineRefusals(define, expect);
  });
}

type Define = (name: string, test: (signer: Signer) => Promise<void>) => void;
type Expect = TestFramework['expect'];

function defineStatements(define: Define, expect: Expect): void {
  define('names at least one algorithm, each once', async ({ algorithms }) => {
    expect(algorithms.length > 0).toBe(true);
    expect(new Set(algorithms).size).toBe(algorithms.length);
  });

  define('states its batch limit as a whole number from 1', async ({ maxBatch }) => {
    expect((Number.isInteger(maxBatch) || maxBatch === Number.POSITIVE_INFINITY) && maxBatch >= 1).toBe(true);
  });
}

function defineValues(define: Define, expect: Expect): void {
  define(
    'returns values that verify under its first certificate, with each of its algorithms',
    async (signer) => {
      for (const algorithm of signer.algorithms) {
        const request = requestOf(`one ${algorithm}`, algorithm);
        const [value] = await signer.sign([request]);
        expect({ algorithm, verified: await verifies(signer, request, value) }).toEqual({
          algorithm,
          verified: true,
        });
      }
    },
  );

  define('signs the bytes asked for and no others', async (signer) => {
    const request = requestOf('the bytes asked for', preferred(signer));
    const [value] = await signer.sign([request]);
    expect(await verifies(signer, requestOf('other bytes', preferred(signer)), value)).toBe(false);
  });

  define('signs data of any length', async (signer) => {
    for (const length of [0, 1, 100_000]) {
      const request = { dataToBeSigned: new Uint8Array(length).fill(7), algorithm: preferred(signer) };
      const [value] = await signer.sign([request]);
      expect({ length, verified: await verifies(signer, request, value) }).toEqual({
        length,
        verified: true,
      });
    }
  });
}

function defineBatches(define: Define, expect: Expect): void {
  define('returns one value for each request, in the same order', async (signer) => {
    const requests = batchOf(Math.min(signer.maxBatch, 7), signer);
    const values = await signer.sign(requests);
    expect(values.length).toBe(requests.length);
    expect(await verifyEach(signer, requests, values)).toEqual(requests.map(() => true));
  });

  define('serves calls that overlap', async (signer) => {
    const requests = batchOf(3, signer);
    const answers = await Promise.all(requests.map((request) => signer.sign([request])));
    expect(await verifyEach(signer, requests, answers.flat())).toEqual([true, true, true]);
  });

  define('leaves the data to be signed as it was', async (signer) => {
    const request = requestOf('untouched', preferred(signer));
    const before = concatBytes([request.dataToBeSigned]);
    await signer.sign([request]);
    expect(request.dataToBeSigned).toEqual(before);
  });
}

function defineRefusals(define: Define, expect: Expect): void {
  define('refuses an empty batch with INVALID_ARGUMENT', async (signer) => {
    expect(await rejectionCode(signer.sign([]))).toBe('INVALID_ARGUMENT');
  });

  define('refuses a batch above its limit with INVALID_ARGUMENT', async (signer) => {
    if (signer.maxBatch > 1000) return;
    const requests = batchOf(signer.maxBatch + 1, signer);
    expect(await rejectionCode(signer.sign(requests))).toBe('INVALID_ARGUMENT');
  });

  define('refuses an algorithm its key does not have with UNSUPPORTED_ALGORITHM', async (signer) => {
    const foreign: SignatureAlgorithm = signer.algorithms.includes('ed448') ? 'rsa-md5' : 'ed448';
    expect(await rejectionCode(signer.sign([requestOf('foreign', foreign)]))).toBe('UNSUPPORTED_ALGORITHM');
  });

  define('refuses a call that is aborted already with ABORTED', async (signer) => {
    const call = signer.sign([requestOf('aborted', preferred(signer))], { signal: AbortSignal.abort() });
    expect(await rejectionCode(call)).toBe('ABORTED');
  });
}

function preferred(signer: Signer): SignatureAlgorithm {
  const [algorithm] = signer.algorithms;
  if (algorithm === undefined) throw new TypeError('the signer names no algorithm');
  return algorithm;
}

function requestOf(text: string, algorithm: SignatureAlgorithm): SignRequest {
  return { dataToBeSigned: utf8(text), algorithm };
}

function batchOf(count: number, signer: Signer): readonly SignRequest[] {
  return Array.from({ length: count }, (_, at) => requestOf(`request ${at}`, preferred(signer)));
}

async function verifies(
  signer: Signer,
  request: SignRequest,
  value: Uint8Array | undefined,
): Promise<boolean> {
  const { publicKey } = signer.certificates[0];
  return value !== undefined && publicKey.verify(request.algorithm, request.dataToBeSigned, value);
}

function verifyEach(
  signer: Signer,
  requests: readonly SignRequest[],
  values: readonly Uint8Array[],
): Promise<readonly boolean[]> {
  return Promise.all(requests.map((request, at) => verifies(signer, request, values[at])));
}
