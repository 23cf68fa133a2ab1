/** Values of `signAlgo` and what they mean (CSC API v1.0.4.0 §11.9, v2.0.0.2 §11.11). */
import { isHashOid } from './keys/digest-info.ts';
import type { HashOid, HashScheme, RsspKey } from './keys/rssp-key.ts';
import type { Dialect } from './model.ts';
import { base64Bytes, type Parameters, requiredString } from './parameters.ts';
import { invalidRequest } from './problem.ts';
import { pssDigest } from './pss-parameters.ts';

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
const SIGN_ALGORITHM_OIDS: readonly string[] = Object.keys(SIGN_ALGORITHMS);

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

function pssHash(parameters: Parameters): HashOid {
  const given = base64Bytes(requiredString(parameters, 'signAlgoParams'), parameters.isStrict);
  const oid = given === undefined ? undefined : pssDigest(given);
  if (oid === undefined) throw invalidRequest('Invalid parameter signAlgoParams');
  return oid;
}
