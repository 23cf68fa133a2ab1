/**
 * What a credential signs with, and the `signAlgo` under which it is asked for.
 *
 * @see CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.9
 * @module
 */
import { DerReader, encode, OID } from '@eseal/core/asn1';
import {
  digestRow,
  type KeyType,
  type PublicKey,
  readAlgorithmIdentifier,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
  signatureIdentifier,
} from '@eseal/core/crypto';
import { CscError } from '../errors.ts';
import type { Credential } from '../model/credential.ts';

/** An algorithm as it is asked for. */
export interface SignAlgorithm {
  readonly algorithm: SignatureAlgorithm;
  /** One of the credential's own object identifiers. */
  readonly signAlgo: string;
  /** DER of RSASSA-PSS-params (RFC 4055 §3.1). */
  readonly signAlgoParams?: Uint8Array;
}

/** Digests that services know, the usual ones first; those of SHA-3 only where the service names them. */
const DIGESTS: readonly string[] = ['SHA-256', 'SHA-384', 'SHA-512', 'SHA3-256', 'SHA3-384', 'SHA3-512'];

/** Schemes a key of each kind can be asked for by a digest. Pure EdDSA signs the message itself (RFC 8032 §5.1). */
const SCHEMES: Readonly<Record<KeyType, readonly SignatureRow['scheme'][]>> = {
  rsa: ['rsa-pkcs1', 'rsa-pss'],
  'rsa-pss': ['rsa-pss'],
  ec: ['ecdsa'],
  ed25519: [],
  ed448: [],
  dsa: [],
};

/** Identifiers of a key alone, which leave scheme and digest to the request. */
const KEY_ALONE: Readonly<Partial<Record<SignatureRow['scheme'], string>>> = {
  'rsa-pkcs1': OID.rsaEncryption,
  ecdsa: OID.ecPublicKey,
};

/**
 * The algorithms of a credential, in order of preference.
 *
 * @param wanted - the caller's choice and order; absent: all
 * @throws CscError `UNSUPPORTED_ALGORITHM` when nothing, or not what is wanted, can be asked for
 */
export function signAlgorithms(
  { key }: Pick<Credential, 'key'>,
  publicKey: PublicKey,
  wanted?: readonly SignatureAlgorithm[],
): readonly SignAlgorithm[] {
  const available = rowsOf(publicKey).flatMap((row) => askFor(row, key.algorithms) ?? []);
  if (available.length === 0) throw unsupported(explainNothing(publicKey, key.algorithms));
  return (
    wanted?.map((algorithm) => {
      const found = available.find((candidate) => candidate.algorithm === algorithm);
      if (found !== undefined) return found;
      const offered = available.map((candidate) => candidate.algorithm).join(', ');
      throw unsupported(`the credential does not sign with ${algorithm}, only with ${offered}`);
    }) ?? available
  );
}

/** Digests that are not shorter than the curve come first (FIPS 186-5 §6.1.1). */
function rowsOf({ type, curve }: PublicKey): readonly SignatureRow[] {
  const schemes = type === undefined ? [] : SCHEMES[type];
  const rows = schemes.flatMap((scheme) =>
    DIGESTS.flatMap((digest) =>
      SIGNATURE_ALGORITHMS.filter((row) => row.scheme === scheme && row.digest === digest),
    ),
  );
  const shortest = Math.min(curve?.byteLength ?? 0, digestRow('SHA-512').length);
  const isLongEnough = (row: SignatureRow): boolean => digestRow(row.digest).length >= shortest;
  return [...rows.filter(isLongEnough), ...rows.filter((row) => !isLongEnough(row))];
}

/** How a service that lists these identifiers is asked for an algorithm; an identifier it does not list is never sent. */
function askFor(row: SignatureRow, listed: readonly string[]): SignAlgorithm | undefined {
  const { name: algorithm, scheme } = row;
  const isUsual = row.digest.startsWith('SHA-');
  if (scheme === 'rsa-pss') {
    if (!isUsual || !listed.includes(row.csc)) return undefined;
    return { algorithm, signAlgo: row.csc, signAlgoParams: pssParameters(algorithm) };
  }
  const names = [row.csc, plainName(row), isUsual ? KEY_ALONE[scheme] : undefined];
  const signAlgo = names.find((name) => name !== undefined && listed.includes(name));
  return signAlgo === undefined ? undefined : { algorithm, signAlgo };
}

/** ECDSA under the name by which r and s are returned side by side (BSI TR-03111 §5.2.1). */
function plainName({ scheme, digest }: SignatureRow): string | undefined {
  if (scheme !== 'ecdsa') return undefined;
  return SIGNATURE_ALGORITHMS.find((row) => row.scheme === 'plain-ecdsa' && row.digest === digest)?.csc;
}

function pssParameters(algorithm: SignatureAlgorithm): Uint8Array {
  const identifier = DerReader.over(encode(signatureIdentifier(algorithm)), 'AlgorithmIdentifier');
  const { parameters } = readAlgorithmIdentifier(identifier, 'AlgorithmIdentifier');
  return parameters ?? new Uint8Array();
}

function explainNothing({ type }: PublicKey, listed: readonly string[]): string {
  if (type === 'ed25519' || type === 'ed448')
    return 'the credential has an EdDSA key, and a digest cannot be signed with pure EdDSA';
  return `no algorithm that new seals use is among those of the credential: ${listed.join(', ') || 'none'}`;
}

function unsupported(message: string): CscError {
  return new CscError('UNSUPPORTED_ALGORITHM', message, { outcome: 'not-sent' });
}
