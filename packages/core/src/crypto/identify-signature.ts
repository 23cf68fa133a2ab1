/**
 * From a received AlgorithmIdentifier to the row of the algorithm table.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { TAG } from '../asn1/tags.ts';
import { encode, nullValue } from '../asn1/writer.ts';
import { equalBytes } from '../util/bytes.ts';
import type { AlgorithmIdentifier } from './algorithm-identifier.ts';
import {
  type DigestAlgorithm,
  digestByOid,
  SIGNATURE_ALGORITHMS,
  type SignatureAlgorithm,
  type SignatureRow,
} from './algorithms.ts';
import { readPssParameters } from './pss-parameters.ts';

const NULL = encode(nullValue());

/** A signature algorithm with what its identifier says beyond the table's row. */
export interface IdentifiedSignature {
  readonly algorithm: SignatureAlgorithm;
  /** Salt length of PSS in bytes. */
  readonly saltLength?: number;
}

/**
 * The signature algorithm of an AlgorithmIdentifier in a certificate or SignerInfo.
 *
 * @param digest - digest algorithm named beside it, which CMS needs for `rsaEncryption` (RFC 3370 §3.2)
 * @returns `undefined` for an algorithm the SDK does not know, or parameters that make no sense
 */
export function identifySignature(
  identifier: AlgorithmIdentifier,
  digest?: DigestAlgorithm,
): IdentifiedSignature | undefined {
  if (identifier.oid === OID.rsaPss) return identifyPss(identifier);
  if (identifier.oid === OID.rsaEncryption || identifier.oid === OID.ecPublicKey) {
    const scheme = identifier.oid === OID.rsaEncryption ? 'rsa-pkcs1' : 'ecdsa';
    return named(SIGNATURE_ALGORITHMS.find((row) => row.scheme === scheme && row.digest === digest));
  }
  const row = SIGNATURE_ALGORITHMS.find((candidate) => candidate.oid === identifier.oid);
  // RFC 5758 §3.2, RFC 8410 §3: parameters absent. RFC 4055 §5: NULL; absent is accepted too.
  // Plain ECDSA is met with the curve of the key, which the key itself states as well.
  const { parameters } = identifier;
  const acceptable =
    parameters === undefined ||
    (row?.scheme !== 'eddsa' && equalBytes(parameters, NULL)) ||
    (row?.scheme === 'plain-ecdsa' && parameters[0] === TAG.objectIdentifier);
  return acceptable ? named(row) : undefined;
}

function named(row: SignatureRow | undefined): IdentifiedSignature | undefined {
  return row === undefined ? undefined : { algorithm: row.name };
}

function identifyPss(identifier: AlgorithmIdentifier): IdentifiedSignature | undefined {
  const parameters = readPssParameters(identifier.parameters);
  if (parameters === undefined) return undefined;
  const { hash, maskHash, saltLength, trailerField } = parameters;
  const digest = digestByOid(hash)?.name;
  const row = SIGNATURE_ALGORITHMS.find(
    (candidate) => candidate.scheme === 'rsa-pss' && candidate.digest === digest,
  );
  if (row === undefined || hash !== maskHash || trailerField !== 1) return undefined;
  return { algorithm: row.name, saltLength };
}
