/** Values of `signAlgo` and what they mean (CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.11). */
import { equalBytes } from '@eseal/core';
import { context, encode, integer, nullValue, objectIdentifier, sequence } from '../../der.ts';
import { HASHES, isHashOid } from './keys/digest-info.ts';
import type { HashOid, HashScheme, RsspKey } from './keys/rssp-key.ts';
import type { Dialect } from './model.ts';
import { base64Bytes, type Parameters, requiredString } from './parameters.ts';
import { invalidRequest } from './problem.ts';

interface SignAlgorithm {
  readonly scheme: HashScheme;
  /** Digest that the identifier names; `undefined`: said elsewhere. */
  readonly hashOid: HashOid | undefined;
}

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SHA384 = '2.16.840.1.101.3.4.2.2';
const SHA512 = '2.16.840.1.101.3.4.2.3';

/** id-RSASSA-PSS, whose digest is in its parameters. */
export const RSASSA_PSS = '1.2.840.113549.1.1.10';

const SIGN_ALGORITHMS: Readonly<Record<string, SignAlgorithm>> = {
  '1.2.840.113549.1.1.11': { scheme: 'rsa-pkcs1', hashOid: SHA256 },
  '1.2.840.113549.1.1.12': { scheme: 'rsa-pkcs1', hashOid: SHA384 },
  '1.2.840.113549.1.1.13': { scheme: 'rsa-pkcs1', hashOid: SHA512 },
  '1.2.840.113549.1.1.1': { scheme: 'rsa-pkcs1', hashOid: undefined },
  [RSASSA_PSS]: { scheme: 'rsa-pss', hashOid: undefined },
  '1.2.840.10045.4.3.2': { scheme: 'ecdsa', hashOid: SHA256 },
  '1.2.840.10045.4.3.3': { scheme: 'ecdsa', hashOid: SHA384 },
  '1.2.840.10045.4.3.4': { scheme: 'ecdsa', hashOid: SHA512 },
  '1.2.840.10045.2.1': { scheme: 'ecdsa', hashOid: undefined },
};

/** Every value of `signAlgo` that keys of the service take. */
export const SIGN_ALGORITHM_OIDS: readonly string[] = Object.keys(SIGN_ALGORITHMS);

/** What `key.algo` says of a key when nothing else is wanted. */
export function algorithmsOf({ scheme }: Pick<RsspKey, 'scheme'>): readonly string[] {
  return SIGN_ALGORITHM_OIDS.filter((oid) => SIGN_ALGORITHMS[oid]?.scheme.startsWith(scheme));
}

/** How a call wants its digests signed. */
export interface SignatureTerms {
  readonly signAlgo: string;
  readonly scheme: HashScheme;
  readonly hashOid: HashOid;
}

/** Name of the digest's identifier: version 2 renamed it. */
export const HASH_ALGORITHM_NAME: Readonly<Record<Dialect, string>> = {
  v1: 'hashAlgo',
  v2: 'hashAlgorithmOID',
};

/**
 * Reads `signAlgo`, `signAlgoParams` and the digest's identifier.
 *
 * @param contradiction - the words of the refusal when both name a digest, and not the same one
 */
export function readSignatureTerms(
  parameters: Parameters,
  algorithms: readonly string[],
  { dialect, contradiction }: { readonly dialect: Dialect; readonly contradiction?: string },
): SignatureTerms {
  const signAlgo = requiredString(parameters, 'signAlgo');
  const found = algorithms.includes(signAlgo) ? SIGN_ALGORITHMS[signAlgo] : undefined;
  if (found === undefined) throw invalidRequest('Invalid parameter signAlgo');
  const implied = found.scheme === 'rsa-pss' ? pssHash(parameters) : found.hashOid;
  const name = HASH_ALGORITHM_NAME[dialect];
  if (implied !== undefined && parameters.values[name] === undefined) {
    return { signAlgo, scheme: found.scheme, hashOid: implied };
  }
  const hashOid = readHashOid(parameters, name);
  if (implied !== undefined && implied !== hashOid) {
    throw invalidRequest(contradiction ?? `Invalid parameter ${name}`);
  }
  return { signAlgo, scheme: found.scheme, hashOid };
}

/** A digest's identifier that has to be there. */
export function readHashOid(parameters: Parameters, name: string): HashOid {
  const oid = requiredString(parameters, name);
  if (!isHashOid(oid)) throw invalidRequest(`Invalid parameter ${name}`);
  return oid;
}

/** The digest in RSASSA-PSS-params (RFC 4055 §3.1), with MGF1 over the same and a salt as long. */
function pssHash(parameters: Parameters): HashOid {
  const given = base64Bytes(requiredString(parameters, 'signAlgoParams'), parameters.isStrict);
  const isGiven = (expected: Uint8Array): boolean => given !== undefined && equalBytes(expected, given);
  const oids = Object.keys(HASHES).filter(isHashOid);
  const oid = oids.find((each) => PSS_FORMS.some((form) => isGiven(form(each))));
  if (oid === undefined) throw invalidRequest('Invalid parameter signAlgoParams');
  return oid;
}

/** Both ways in which the parameters of a digest are written: NULL, and absent. */
const PSS_FORMS: readonly ((oid: HashOid) => Uint8Array)[] = [
  (oid) => pssParameters(oid),
  (oid) => pssParameters(oid, encode(sequence(objectIdentifier(oid)))),
];

/**
 * RSASSA-PSS-params (RFC 4055 §3.1) with MGF1 over the same digest and a salt as long.
 *
 * @param digest - AlgorithmIdentifier of the digest; default with NULL
 */
export function pssParameters(
  oid: HashOid,
  digest: Uint8Array = encode(sequence(objectIdentifier(oid), nullValue())),
): Uint8Array {
  const mask = sequence(objectIdentifier('1.2.840.113549.1.1.8'), digest);
  return encode(sequence(context(0, digest), context(1, mask), context(2, integer(HASHES[oid].length))));
}
