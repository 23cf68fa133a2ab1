/**
 * How a key on a token signs with each algorithm: by a mechanism that hashes, where the token has it, else over a digest that is
 * made here.
 *
 * @see PKCS #11 v3.1 §6.1, §6.3; RFC 8017 §9.2
 * @module
 */
import { CoreError } from '@eseal/core';
import { encode, nullValue, objectIdentifier, octetString, sequence } from '@eseal/core/asn1';
import {
  algorithmsOfType,
  digestBytes,
  digestRow,
  MIN_RSA_BITS,
  type SignatureAlgorithm,
  type SignatureRow,
  signatureRow,
} from '@eseal/core/crypto';
import type { Handle, Mechanism, Pkcs11Binding, PssParameters } from './binding.ts';
import { CK_PARAMS_RSA_PSS, CKF, CKG_MGF1, CKM } from './cryptoki.ts';
import type { KeyObject } from './key-object.ts';
import { tokenError } from './token-error.ts';

/** How one algorithm is carried out. */
export interface SigningPlan {
  readonly mechanism: Mechanism;
  /** What the token is given for the data to be signed. */
  readonly prepare: (data: Uint8Array) => Uint8Array | Promise<Uint8Array>;
  /** Whether the value is r and s side by side (§6.3.1), to be written as DER. */
  readonly isRaw: boolean;
}

/** Which mechanisms there are for keys of a size in bits; the size is 0 where it is not known. */
export type HasMechanism = (mechanism: number, keySize: number) => boolean;

/** What a token can sign with. */
export function signingMechanisms(binding: Pkcs11Binding, slot: Handle): HasMechanism {
  try {
    const known = new Map(
      binding.C_GetMechanismList(slot).map((mechanism) => [
        mechanism,
        // Vendors list mechanisms that they then say nothing about.
        infoOf(binding, slot, mechanism),
      ]),
    );
    return (mechanism, keySize) => {
      const info = known.get(mechanism);
      if (info === undefined || (info.flags & CKF.SIGN) === 0) return false;
      // Sizes are not told where both are 0; some tokens tell those of RSA in bytes.
      const { minKeySize, maxKeySize } = info;
      const unit = maxKeySize > 0 && maxKeySize < MIN_RSA_BITS && keySize >= MIN_RSA_BITS ? 8 : 1;
      return (
        keySize === 0 || maxKeySize === 0 || (keySize >= minKeySize * unit && keySize <= maxKeySize * unit)
      );
    };
  } catch (error) {
    throw tokenError(error, 'asking for the mechanisms of the token');
  }
}

function infoOf(binding: Pkcs11Binding, slot: Handle, mechanism: number) {
  try {
    return binding.C_GetMechanismInfo(slot, mechanism);
  } catch {
    return undefined;
  }
}

/**
 * How the key signs with each algorithm that it can be used for, in order of preference.
 *
 * @throws CoreError `SIGNER_KEY_UNUSABLE` when there is none
 */
export function planSigning(key: KeyObject, has: HasMechanism): ReadonlyMap<SignatureAlgorithm, SigningPlan> {
  if (key.type === 'rsa' && key.size !== 0 && key.size < MIN_RSA_BITS)
    throw new CoreError(
      'SIGNER_KEY_UNUSABLE',
      `the RSA key has ${key.size} bits; at least ${MIN_RSA_BITS} are needed`,
    );
  const allowed = (mechanism: number): boolean =>
    (key.allowedMechanisms?.includes(mechanism) ?? true) && has(mechanism, key.size);
  const plans = new Map<SignatureAlgorithm, SigningPlan>();
  for (const algorithm of algorithmsOfType(key.type, key.curve)) {
    const plan = planFor(signatureRow(algorithm), key, allowed);
    if (plan !== undefined) plans.set(algorithm, plan);
  }
  if (plans.size === 0)
    throw new CoreError('SIGNER_KEY_UNUSABLE', 'token and key have no mechanism in common that seals use');
  return plans;
}

function planFor(
  row: SignatureRow,
  key: KeyObject,
  allowed: (mechanism: number) => boolean,
): SigningPlan | undefined {
  const isRaw = row.scheme === 'ecdsa';
  const hashing = mechanismNumber(row.pkcs11);
  const parameter = row.scheme === 'rsa-pss' ? { parameter: pssParameters(row) } : {};
  if (hashing !== undefined && allowed(hashing))
    return { mechanism: { mechanism: hashing, ...parameter }, prepare: (data) => data, isRaw };
  const bare = BARE[row.scheme];
  if (bare === undefined || !allowed(bare)) return undefined;
  return { mechanism: { mechanism: bare, ...parameter }, prepare: digestFor(row, key), isRaw };
}

/** Mechanisms that sign a digest. */
const BARE: Readonly<Partial<Record<SignatureRow['scheme'], number>>> = {
  'rsa-pkcs1': CKM.RSA_PKCS,
  'rsa-pss': CKM.RSA_PKCS_PSS,
  ecdsa: CKM.ECDSA,
};

const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(CKM).map(([name, number]) => [`CKM_${name}`, number]),
);

function mechanismNumber(name: string): number | undefined {
  return NUMBERS.get(name);
}

/** What stands in for the data where the token does not hash. */
function digestFor({ scheme, digest }: SignatureRow, { curve }: KeyObject): SigningPlan['prepare'] {
  if (scheme === 'rsa-pkcs1') {
    const algorithm = sequence([objectIdentifier(digestRow(digest).oid), nullValue()]);
    return async (data) => encode(sequence([algorithm, octetString(await digestBytes(digest, data))]));
  }
  // FIPS 186-5 §6.4.1: the leftmost bits of a digest that is longer than the order. Not every token cuts it.
  if (scheme === 'ecdsa')
    return async (data) => (await digestBytes(digest, data)).subarray(0, curve?.byteLength);
  return (data) => digestBytes(digest, data);
}

/** Salt as long as the digest, as in the AlgorithmIdentifier beside the value (RFC 4055 §3.1). */
function pssParameters({ digest, name }: SignatureRow): PssParameters {
  if (digest !== 'SHA-256' && digest !== 'SHA-384' && digest !== 'SHA-512')
    throw new CoreError('UNSUPPORTED_ALGORITHM', `tokens are not asked for ${name}`);
  const hashes = { 'SHA-256': CKM.SHA256, 'SHA-384': CKM.SHA384, 'SHA-512': CKM.SHA512 };
  return {
    type: CK_PARAMS_RSA_PSS,
    hashAlg: hashes[digest],
    mgf: CKG_MGF1[digest],
    saltLen: digestRow(digest).length,
  };
}
