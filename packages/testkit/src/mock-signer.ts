/**
 * A Signer for tests of whatever calls one: a key in memory, a record of the calls, and faults on demand.
 *
 * @module
 */
import {
  assertNever,
  type CallOptions,
  CoreError,
  type Signer,
  type SignerErrorCode,
  type SignRequest,
} from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { untilAborted } from './abort.ts';
import type { Entity } from './pki/define.ts';
import { flipBit } from './tamper.ts';

/** How a mock signer misbehaves. */
export type MockSignerFault =
  /** The last bit of each value is flipped. */
  | { readonly kind: 'wrong-value' }
  /** Each value is of other bytes than those asked for. */
  | { readonly kind: 'other-data' }
  /** The last value is missing. */
  | { readonly kind: 'wrong-count' }
  /** The values come in reverse order. */
  | { readonly kind: 'permuted' }
  /** It throws. */
  | { readonly kind: 'throws'; readonly code: SignerErrorCode; readonly retryable?: boolean }
  /** It answers nothing before the call is aborted. */
  | { readonly kind: 'hanging' };

/** Options of {@link createMockSigner}. */
export interface MockSignerOptions {
  /** Default what the key's kind signs with, without SHA-1. */
  readonly algorithms?: readonly SignatureAlgorithm[];
  /** Default 100. */
  readonly maxBatch?: number;
  /** Certificates it claims. Default the entity's chain without the root. */
  readonly certificates?: readonly Uint8Array[];
  /** Default none. */
  readonly fault?: MockSignerFault;
}

/** A Signer that remembers what it was asked. */
export interface MockSigner extends Signer {
  /** The requests of each call so far. */
  readonly calls: readonly (readonly SignRequest[])[];
}

/**
 * A Signer with the key of a world's entity.
 *
 * @param entity - such as `world.seal`
 * @example
 * ```ts
 * import { seal } from '@eseal/core';
 * import { cades } from '@eseal/formats/cades';
 * import { createGoodWorld, createMockSigner } from '@eseal/testkit';
 *
 * const world = await createGoodWorld();
 * const signer = createMockSigner(world.seal);
 * await seal(new Uint8Array([1, 2, 3]), { signer, format: cades() });
 * console.log(signer.calls.length);
 * ```
 */
export function createMockSigner(entity: Entity, options: MockSignerOptions = {}): MockSigner {
  const { key } = entity;
  const { maxBatch = 100, fault } = options;
  const algorithms = options.algorithms ?? key.algorithms.filter((algorithm) => !algorithm.endsWith('-sha1'));
  const calls: (readonly SignRequest[])[] = [];
  return {
    certificates: parseAll(options.certificates ?? entity.chain),
    algorithms,
    maxBatch,
    calls,
    async sign(requests, callOptions = {}) {
      calls.push(requests);
      assertAcceptable(requests, { algorithms, maxBatch }, callOptions);
      const asked = fault?.kind === 'other-data' ? requests.map(otherData) : requests;
      const sign = ({ dataToBeSigned, algorithm }: SignRequest) => key.sign(dataToBeSigned, algorithm);
      if (fault?.kind === 'throws') throw signerError(fault);
      if (fault?.kind === 'hanging') return hang(callOptions);
      const values = await Promise.all(asked.map(sign));
      return fault === undefined ? values : misanswer(values, fault);
    },
  };
}

function parseAll(certificates: readonly Uint8Array[]): readonly [Certificate, ...Certificate[]] {
  const [first, ...others] = certificates.map(parseCertificate);
  if (first === undefined) throw new TypeError('a signer needs a certificate');
  return [first, ...others];
}

function assertAcceptable(
  requests: readonly SignRequest[],
  { algorithms, maxBatch }: Pick<Signer, 'algorithms' | 'maxBatch'>,
  { signal }: CallOptions,
): void {
  if (signal?.aborted) throw new CoreError('ABORTED', 'the call was aborted', { cause: signal.reason });
  if (requests.length === 0) throw new CoreError('INVALID_ARGUMENT', 'nothing to sign');
  if (requests.length > maxBatch) {
    throw new CoreError('INVALID_ARGUMENT', `${requests.length} requests, at most ${maxBatch} are taken`);
  }
  for (const { algorithm } of requests) {
    if (algorithms.includes(algorithm)) continue;
    throw new CoreError('UNSUPPORTED_ALGORITHM', `the key does not sign with ${algorithm}`);
  }
}

function otherData(request: SignRequest): SignRequest {
  return { ...request, dataToBeSigned: flipBit(request.dataToBeSigned, 0) };
}

function signerError(fault: Extract<MockSignerFault, { readonly kind: 'throws' }>): CoreError {
  return new CoreError(fault.code, 'the mock signer was told to fail', {
    retryable: fault.retryable ?? false,
  });
}

async function hang({ signal }: CallOptions): Promise<never> {
  await untilAborted(signal);
  throw new CoreError('ABORTED', 'the call was aborted', { cause: signal?.reason });
}

function misanswer(
  values: readonly Uint8Array[],
  fault: Exclude<MockSignerFault, { readonly kind: 'throws' | 'hanging' }>,
): readonly Uint8Array[] {
  switch (fault.kind) {
    case 'wrong-value':
      return values.map((value) => flipBit(value, -1));
    case 'wrong-count':
      return values.slice(0, -1);
    case 'permuted':
      return values.toReversed();
    case 'other-data':
      return values;
    default:
      return assertNever(fault);
  }
}
