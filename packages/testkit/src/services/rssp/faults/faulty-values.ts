/** Signature values as a fault has them. */
import { assertNever, equalBytes } from '@eseal/core';
import { generateKey, type KeyKind } from '../../../pki/key.ts';
import { fixedKeys } from '../../../pki/key-source.ts';
import { flipBit } from '../../../tamper.ts';
import type { SignatureTerms } from '../algorithms.ts';
import { rawValue } from '../keys/ecdsa-value.ts';
import { openTestKey } from '../keys/pki-key.ts';
import type { RsspKey } from '../keys/rssp-key.ts';
import type { ValueFault } from './fault.ts';

/** Signs as the fault has it. */
export async function faultyValues(
  fault: ValueFault,
  key: RsspKey,
  { scheme, hashOid }: SignatureTerms,
  hashes: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  const sign = (signer: RsspKey = key, by = scheme): Promise<readonly Uint8Array[]> =>
    Promise.all(hashes.map((hash) => signer.signHash(by, hashOid, hash)));
  switch (fault.kind) {
    case 'wrong-key':
      return sign(await otherKey(key));
    case 'bare-digest':
      return sign(key, key.scheme === 'rsa' ? 'rsa-bare' : scheme);
    case 'raw-ecdsa':
      return key.scheme === 'ecdsa' ? (await sign()).map((value) => rawValue(value, key.bits)) : sign();
    case 'flipped-bit':
      return (await sign()).map((value) => flipBit(value, -1));
    case 'permuted':
      return permuted(await sign());
    case 'short-list':
      return (await sign()).slice(1);
    case 'long-list': {
      const values = await sign();
      return [...values, ...values.slice(0, 1)];
    }
    case 'duplicated-first': {
      const values = await sign();
      return values.map((value) => values[0] ?? value);
    }
    default:
      return assertNever(fault);
  }
}

function permuted(values: readonly Uint8Array[]): readonly Uint8Array[] {
  return [...values.slice(-1), ...values.slice(0, -1)];
}

/** Another key of the same kind and length. */
async function otherKey({ scheme, bits, publicKey }: RsspKey): Promise<RsspKey> {
  if (scheme === 'ecdsa') return openTestKey(await generateKey(CURVE_KINDS[bits] ?? 'p256'));
  const keys = fixedKeys();
  const kind = bits === 3072 ? 'rsa-3072' : 'rsa-2048';
  const first = await keys(kind);
  // The table may begin with this very key.
  return openTestKey(equalBytes(first.publicKey, publicKey) ? await keys(kind) : first);
}

const CURVE_KINDS: Readonly<Record<number, KeyKind>> = { 256: 'p256', 384: 'p384', 521: 'p521' };
