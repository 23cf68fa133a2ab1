/**
 * Which row of a suite an algorithm of a machine-readable one belongs to.
 *
 * @module
 */
import { DIGEST_ALGORITHMS, SIGNATURE_ALGORITHMS, type SignatureRow } from '@eseal/core/crypto';
import type { SuiteAlgorithm } from '../policy/crypto-suites.ts';
import type { EvaluatedAlgorithm } from './suite-document.ts';

/** Digests that the SDK does not compute. */
const OTHER_DIGESTS: Readonly<Record<string, SuiteAlgorithm>> = {
  '1.3.36.3.2.1': 'RIPEMD-160',
  '1.0.10118.3.0.55': 'Whirlpool',
};

/** Names that stand for several algorithms at once. */
const FAMILIES: Readonly<Record<string, SuiteAlgorithm>> = {
  '1.2.840.113549.1.1.1': 'rsa-pkcs1',
  '1.2.840.10040.4.1': 'dsa',
  '1.2.840.10045.2.1': 'ecdsa',
  '0.4.0.127.0.7.1.1.4.1': 'ecdsa',
};

/** The algorithm by its URI or object identifier, in this order: published suites have typing errors in identifiers. */
export function schemeOf({
  ObjectIdentifier,
  URI = [],
}: EvaluatedAlgorithm['AlgorithmIdentifier']): SuiteAlgorithm | undefined {
  const uris = [URI].flat();
  const oids = [ObjectIdentifier].flat();
  const named = ({ oid, xmlUri }: { readonly oid: string; readonly xmlUri: string | undefined }): boolean =>
    xmlUri !== undefined && uris.includes(xmlUri) ? true : oids.includes(oid);
  const digest =
    DIGEST_ALGORITHMS.find(({ xmlUri }) => uris.includes(xmlUri)) ??
    DIGEST_ALGORITHMS.find(({ oid }) => oids.includes(oid));
  const signature = SIGNATURE_ALGORITHMS.find(named);
  const [other] = oids.flatMap((oid) =>
    Object.hasOwn(OTHER_DIGESTS, oid)
      ? OTHER_DIGESTS[oid]
      : Object.hasOwn(FAMILIES, oid)
        ? FAMILIES[oid]
        : [],
  );
  return digest?.name ?? (signature && schemeName(signature)) ?? other;
}

/** Plain ECDSA differs in the form of its value only. */
function schemeName({ scheme }: SignatureRow): SuiteAlgorithm {
  return scheme === 'plain-ecdsa' ? 'ecdsa' : scheme;
}
