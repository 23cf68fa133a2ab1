/**
 * The certificate that a signature names: under its value where it has a reference, else beside it. Found, not judged.
 *
 * @module
 */
import { equalBytes, readable } from '@eseal/core';
import { type CertificateReference, matchesSid, signingCertificateAttributes } from '@eseal/core/cms';
import type { CertificateHint, ParsedSignature } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import type { TimestampToken } from '@eseal/core/timestamp';
import { type Certificate, parseCertificate } from '@eseal/core/x509';
import { readCertificates } from './material.ts';

/** How a signature names its certificate. */
export interface NamedCertificate {
  /** Under the signature value: the first names the signing certificate (EN 319 122-1 §5.2.2). */
  readonly references: readonly CertificateReference[];
  readonly hint: CertificateHint | undefined;
}

/** The certificate of a parsed signature of any format, among those that the container gives it and some from elsewhere. */
export function findSealCertificate(
  signature: ParsedSignature,
  candidates: readonly Uint8Array[] = [],
): Promise<Certificate | undefined> {
  const { certificateHint: hint, certificates, signingCertificateReferences } = signature;
  const { references } = signingCertificateReferences;
  const beside = hint?.kind === 'certificates' ? hint.encodings : [];
  return findNamedCertificate({ references, hint }, [...certificates, ...beside, ...candidates]);
}

/** The certificate of the authority that made a token, among those inside it and some from elsewhere. */
export function findTimestampCertificate(
  { signedData: { certificates, signerInfos } }: TimestampToken,
  candidates: readonly Uint8Array[] = [],
): Promise<Certificate | undefined> {
  const [signer] = signerInfos;
  const attributes = signer && readable(() => signingCertificateAttributes(signer.signedAttributes));
  const references = attributes?.[0]?.references ?? [];
  const hint = signer && ({ kind: 'signer-identifier', identifier: signer.sid } as const);
  return findNamedCertificate({ references, hint }, [...certificates, ...candidates]);
}

/** The certificate among these encodings that a signature names. */
export async function findNamedCertificate(
  { references: [reference], hint }: NamedCertificate,
  encodings: readonly Uint8Array[],
): Promise<Certificate | undefined> {
  if (reference?.digestAlgorithm !== undefined) {
    for (const raw of encodings) {
      const digest = await digestBytes(reference.digestAlgorithm, raw);
      const named = equalBytes(digest, reference.digest) ? readable(() => parseCertificate(raw)) : undefined;
      if (named !== undefined) return named;
    }
  }
  if (hint?.kind !== 'signer-identifier') return undefined;
  return readCertificates(encodings).find((one) => readable(() => matchesSid(hint.identifier, one)));
}
