/**
 * Verification in JavaScript where `crypto.subtle` cannot: Ed448, brainpool curves and compressed points, SHA-3 and the
 * older digests.
 *
 * @module
 */
import { CoreError } from '../errors.ts';
import { type CurveRow, type SignatureAlgorithm, type SignatureRow, signatureRow } from './algorithms.ts';
import { ecdsaDerToRaw } from './ecdsa-value.ts';
import { nobleCurve, nobleHash } from './noble.ts';
import { verifyRsa } from './rsa-verify.ts';

/** A public key of a kind that was checked before. */
export interface ScriptPublicKey {
  /** Content of subjectPublicKey. */
  readonly bits: Uint8Array;
  readonly curve: CurveRow | undefined;
}

/** A value to be verified. */
export interface ScriptVerification {
  readonly algorithm: SignatureAlgorithm;
  readonly data: Uint8Array;
  readonly value: Uint8Array;
  readonly saltLength: number | undefined;
}

/**
 * Whether the value is the key's over the data.
 *
 * @throws CoreError `UNSUPPORTED_ALGORITHM` for what is not done here
 */
export async function verifyInScript(key: ScriptPublicKey, request: ScriptVerification): Promise<boolean> {
  const row = signatureRow(request.algorithm);
  switch (row.scheme) {
    case 'rsa-pkcs1':
    case 'rsa-pss':
      return verifyRsaInScript(key, request, row.scheme, row);
    case 'ecdsa':
    case 'plain-ecdsa':
      return verifyEcdsa(key, request, row);
    case 'dsa':
      throw new CoreError('UNSUPPORTED_ALGORITHM', `${request.algorithm} is verified by the key itself`);
    case 'eddsa':
      return verifyEddsa(key, request);
  }
}

async function verifyRsaInScript(
  { bits }: ScriptPublicKey,
  { data, value, saltLength }: ScriptVerification,
  scheme: 'rsa-pkcs1' | 'rsa-pss',
  { digest }: SignatureRow,
): Promise<boolean> {
  const hash = await nobleHash(digest);
  const request = { publicKey: bits, scheme, digestAlgorithm: digest, saltLength, data, value };
  return verifyRsa({ ...request, digest: async (bytes) => hash(bytes) });
}

async function verifyEcdsa(
  { bits, curve }: ScriptPublicKey,
  { data, value }: ScriptVerification,
  { digest }: SignatureRow,
): Promise<boolean> {
  if (curve === undefined) return false;
  const [ecdsa, hash] = await Promise.all([nobleCurve(curve), nobleHash(digest)]);
  const raw = ecdsaDerToRaw(value, curve.byteLength);
  if (raw === undefined) return false;
  return holds(() => ecdsa.verify(raw, hash(data), bits, { prehash: false, lowS: false }));
}

async function verifyEddsa({ bits }: ScriptPublicKey, request: ScriptVerification): Promise<boolean> {
  if (request.algorithm !== 'ed448')
    throw new CoreError('UNSUPPORTED_ALGORITHM', `${request.algorithm} is the platform's`);
  const { ed448 } = await import('@noble/curves/ed448.js');
  // RFC 8032 §5.2.7 as it stands; the library by itself takes encodings of points that are too large.
  return holds(() => ed448.verify(request.value, request.data, bits, { zip215: false }));
}

/** The library throws for points and values out of range: they do not verify. */
function holds(verify: () => boolean): boolean {
  try {
    return verify();
  } catch {
    return false;
  }
}
