/**
 * AlgorithmIdentifier (RFC 5280 §4.1.1.2) from and to the algorithm table.
 *
 * @module
 */
import * as OID from '../asn1/oids.ts';
import { DerReader } from '../asn1/reader.ts';
import { context, type DerNode, integer, nullValue, objectIdentifier, sequence } from '../asn1/writer.ts';
import { type DigestAlgorithm, digestRow, type SignatureAlgorithm, signatureRow } from './algorithms.ts';

/** An algorithm as it stands in a structure. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** Encoding of the parameters; `undefined` when absent. */
  readonly parameters: Uint8Array | undefined;
  readonly raw: Uint8Array;
}

/** Reads the next element as AlgorithmIdentifier. */
export function readAlgorithmIdentifier(reader: DerReader, name: string): AlgorithmIdentifier {
  const raw = reader.raw(name);
  const inner = DerReader.over(raw, name).sequence(name);
  const oid = inner.objectIdentifier('algorithm');
  const parameters = inner.atEnd ? undefined : inner.raw('parameters');
  inner.end();
  return { oid, parameters, raw };
}

/**
 * AlgorithmIdentifier of a digest: parameters absent (RFC 5754 §2), except that SHAKE256 states the bits of its output
 * (RFC 8419 §3.1).
 */
export function digestIdentifier(algorithm: DigestAlgorithm): DerNode {
  const { oid, length } = digestRow(algorithm);
  const parameters = algorithm === 'SHAKE256' ? [integer(8 * length)] : [];
  return sequence([objectIdentifier(oid), ...parameters]);
}

/** AlgorithmIdentifier of a signature algorithm in the form its standard demands. */
export function signatureIdentifier(algorithm: SignatureAlgorithm): DerNode {
  const row = signatureRow(algorithm);
  const oid = objectIdentifier(row.oid);
  switch (row.parameters) {
    case 'absent':
      return sequence([oid]);
    case 'null':
      return sequence([oid, nullValue()]);
    case 'pss':
      return sequence([oid, pssParameters(row.digest)]);
  }
}

/** RSASSA-PSS-params with salt as long as the digest; defaults are absent in DER, the hash is never the default. */
function pssParameters(digest: DigestAlgorithm): DerNode {
  const hash = sequence([objectIdentifier(digestRow(digest).oid), nullValue()]);
  return sequence([
    context(0, [hash]),
    context(1, [sequence([objectIdentifier(OID.mgf1), hash])]),
    context(2, [integer(digestRow(digest).length)]),
  ]);
}
