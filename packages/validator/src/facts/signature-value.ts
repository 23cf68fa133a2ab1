/**
 * Whether a signature value is the key's over the received bytes.
 *
 * @module
 */
import { concatBytes, type DocumentSource, isEsealError, readAll } from '@eseal/core';
import type { DigestInput, SignatureValue } from '@eseal/core/container';
import { type PublicKey, verifyWithoutNull } from '@eseal/core/crypto';

/** Outcome of the equation. */
export type ValueFact =
  | {
      readonly kind: 'intact';
      /** The DigestInfo lacks its NULL, for which others refuse the value. */
      readonly withoutNull?: true;
    }
  | {
      readonly kind: 'broken';
      /** It is the key's over the signed attributes as received, which are not in DER. */
      readonly asReceived?: true;
    }
  /** The algorithm or key is not known, or the platform lacks it. */
  | { readonly kind: 'algorithm-unknown' }
  /** The signed bytes are not there, or too long to be verified without signed attributes. */
  | { readonly kind: 'data-missing' }
  /** There is no certificate or key to verify under. */
  | { readonly kind: 'no-key' };

/** Most bytes that are read into memory for a signature over a whole content. */
const MAX_SIGNED_BYTES = 2 ** 28;

/** Verifies a signature value under a key. */
export async function verifySignatureValue(
  signature: SignatureValue,
  key: PublicKey | undefined,
): Promise<ValueFact> {
  const { algorithm, signedBytes, receivedBytes, value, saltLength, halfLength = 0 } = signature;
  if (key === undefined) return { kind: 'no-key' };
  if (algorithm === undefined || key.type === undefined) return { kind: 'algorithm-unknown' };
  if (key.curve !== undefined && halfLength > key.curve.byteLength) return { kind: 'broken' };
  const data = signedBytes && (await bytesOf(signedBytes));
  if (data === undefined) return { kind: 'data-missing' };
  try {
    if (await key.verify(algorithm, data, value, saltLength)) return { kind: 'intact' };
    const withoutNull = await verifyWithoutNull(key, algorithm, data, value);
    if (withoutNull) return { kind: 'intact', withoutNull };
    const received = receivedBytes && (await bytesOf(receivedBytes));
    const asReceived = received !== undefined && (await key.verify(algorithm, received, value, saltLength));
    return asReceived ? { kind: 'broken', asReceived } : { kind: 'broken' };
  } catch (error) {
    if (isEsealError(error) && error.code === 'UNSUPPORTED_ALGORITHM') return { kind: 'algorithm-unknown' };
    throw error;
  }
}

/** Whether a value counts as the key's: under a policy that says so, over attributes as received too. */
export function isValueIntact(fact: ValueFact, acceptsUnsortedAttributes = false): boolean {
  if (fact.kind === 'broken') return acceptsUnsortedAttributes && fact.asReceived === true;
  return fact.kind === 'intact';
}

async function bytesOf(input: DigestInput): Promise<Uint8Array | undefined> {
  switch (input.kind) {
    case 'bytes':
      return input.pieces.length === 1 ? input.pieces[0] : concatBytes(input.pieces);
    case 'document':
      return readWhole(input.source);
    case 'ranges': {
      const whole = await readWhole(input.source);
      return whole && concatBytes(input.ranges.map(({ start, end }) => whole.subarray(start, end)));
    }
    case 'digest':
      return undefined;
    case 'sequence': {
      const parts: Uint8Array[] = [];
      for (const part of input.parts) {
        const bytes = await bytesOf(part);
        if (bytes === undefined) return undefined;
        parts.push(bytes);
      }
      return concatBytes(parts);
    }
  }
}

/** A signature without signed attributes covers the content itself (RFC 5652 §5.4). */
async function readWhole(source: DocumentSource): Promise<Uint8Array | undefined> {
  // A stream has been read for its digest already, and cannot be read again.
  if ('getReader' in source) return undefined;
  if (!(source instanceof Uint8Array) && source.size > MAX_SIGNED_BYTES) return undefined;
  return readAll(source, MAX_SIGNED_BYTES);
}
