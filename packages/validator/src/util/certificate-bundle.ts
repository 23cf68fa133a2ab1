/**
 * Certificates in any of the forms in which authorities publish them.
 *
 * @module
 */
import { readable } from '@eseal/core';
import { parseSignedData } from '@eseal/core/cms';
import { type Certificate, parseCertificate, parseCrossCertificatePair, parsePem } from '@eseal/core/x509';

/** What was found. */
export interface CertificateBundle {
  readonly certificates: readonly Certificate[];
  /** CertificateLists beside them, not parsed. */
  readonly crls: readonly Uint8Array[];
  /** How many parts are no certificate, or came after the limit. */
  readonly leftOut: number;
}

/**
 * Reads a certificate, a `certs-only` SignedData (RFC 8551 §3.8) or a value of `crossCertificatePair` (RFC 4523 §2.6), in DER
 * or as blocks of PEM. A part that cannot be read does the others no harm.
 *
 * @param limit - most certificates that are read
 */
export function readCertificateBundle(bytes: Uint8Array, limit: number): CertificateBundle {
  const structures = structuresIn(bytes);
  const parts = structures?.map(partsOf) ?? [];
  const certificates: Certificate[] = [];
  let leftOut = structures === undefined ? 1 : 0;
  for (const encoding of parts.flatMap((part) => part.certificates)) {
    const certificate = certificates.length < limit ? readable(() => read(encoding)) : undefined;
    if (certificate === undefined) leftOut++;
    else certificates.push(certificate);
  }
  return { certificates, crls: parts.flatMap(({ crls }) => crls), leftOut };
}

const read = (one: Uint8Array | Certificate): Certificate =>
  one instanceof Uint8Array ? parseCertificate(one) : one;

interface Structure {
  /** The label of a block of PEM (RFC 7468 §4). */
  readonly label?: string;
  readonly bytes: Uint8Array;
}

/** `undefined` for what is neither DER nor PEM. */
function structuresIn(bytes: Uint8Array): readonly Structure[] | undefined {
  if (bytes[0] === 0x30) return [{ bytes }];
  const blocks = readable(() => parsePem(new TextDecoder('latin1').decode(bytes))) ?? [];
  return blocks.length === 0 ? undefined : blocks;
}

interface Parts {
  /** Those of a pair are already read. */
  readonly certificates: readonly (Uint8Array | Certificate)[];
  readonly crls: readonly Uint8Array[];
}

function partsOf({ label, bytes }: Structure): Parts {
  if (label === 'X509 CRL') return { certificates: [], crls: [bytes] };
  const signedData = readable(() => parseSignedData(bytes));
  if (signedData !== undefined) return signedData;
  const pair = readable(() => parseCrossCertificatePair(bytes));
  if (pair === undefined) return { certificates: [bytes], crls: [] };
  const { issuedToThisCa, issuedByThisCa } = pair;
  return { certificates: [issuedToThisCa, issuedByThisCa].filter((one) => one !== undefined), crls: [] };
}
