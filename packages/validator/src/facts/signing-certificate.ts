/**
 * Which certificate a signature names as its own. Only a digest inside the signed bytes decides; the identifier beside
 * them is a hint, and the order of the received certificates says nothing.
 *
 * @module
 */
import { assertNever, equalBytes, readable } from '@eseal/core';
import { type CertificateReference, matchesSid } from '@eseal/core/cms';
import type { CertificateHint, ParsedSignature } from '@eseal/core/container';
import { digestBytes } from '@eseal/core/crypto';
import { type Certificate, equalNames, isNameText } from '@eseal/core/x509';

/** What a signature's references to its certificate say. */
export interface CertificateReferenceFacts {
  readonly present: boolean;
  /** Exactly one certificate is referred to. */
  readonly unique: boolean;
  /** A certificate with the digest of the first reference was found. */
  readonly digestMatch: boolean;
  /** Whether issuer and serial number of the reference are the certificate's; `null` when it has none. */
  readonly issuerSerialMatch: boolean | null;
}

/** The signing certificate as far as it could be identified. */
export interface SigningCertificateFacts {
  /** The certificate whose digest is signed. */
  readonly identified: Certificate | undefined;
  /** The certificate that the unprotected hint names, when no digest names one. */
  readonly hinted: Certificate | undefined;
  readonly reference: CertificateReferenceFacts;
}

/** What was found before the signature value is looked at. */
export interface Identification extends Omit<SigningCertificateFacts, 'hinted'> {
  /** Certificates that the unprotected hint names, when no digest names one; among several the value decides. */
  readonly hinted: readonly Certificate[];
}

/** What is looked at. */
export type ReferringSignature = Pick<ParsedSignature, 'signingCertificateReferences' | 'certificateHint'>;

/** Most certificates whose digest is computed in search of a reference. */
const MAX_DIGESTS = 200;

/**
 * Identifies the signing certificate (EN 319 102-1 §5.2.3.4).
 *
 * @param candidates - certificates of the seal and of the caller
 */
export async function identifySigningCertificate(
  signature: ReferringSignature,
  candidates: readonly Certificate[],
): Promise<Identification> {
  const { certificateHint } = signature;
  const { references } = signature.signingCertificateReferences;
  const [reference] = references;
  const hinted = candidates.filter((one) => certificateHint !== undefined && names(certificateHint, one));
  const identified = reference && (await findReferenced(reference, [...hinted, ...candidates]));
  return {
    identified,
    hinted: identified === undefined ? hinted : [],
    reference: {
      present: reference !== undefined,
      unique: isUnique(signature.signingCertificateReferences),
      digestMatch: identified !== undefined,
      issuerSerialMatch:
        reference?.issuerSerial === undefined ? null : matches(reference, identified ?? hinted[0]),
    },
  };
}

/** The certificate with the digest of a reference. */
export async function findReferenced(
  reference: CertificateReference,
  candidates: readonly Certificate[],
): Promise<Certificate | undefined> {
  const { digestAlgorithm, digest } = reference;
  if (digestAlgorithm === undefined) return undefined;
  for (const candidate of candidates.slice(0, MAX_DIGESTS)) {
    if (equalBytes(digest, await digestBytes(digestAlgorithm, candidate.raw))) return candidate;
  }
  return undefined;
}

/** Each attribute holds one reference, and no two of the same digest algorithm differ. */
function isUnique({ count, references }: ReferringSignature['signingCertificateReferences']): boolean {
  const differ = (a: CertificateReference, b: CertificateReference): boolean =>
    a.digestAlgorithm === b.digestAlgorithm && !equalBytes(a.digest, b.digest);
  const [first, ...others] = references;
  return first !== undefined && references.length <= count && !others.some((other) => differ(first, other));
}

function names(hint: CertificateHint, certificate: Certificate): boolean {
  switch (hint.kind) {
    case 'signer-identifier':
      // A subjectKeyIdentifier that cannot be read names nothing.
      return readable(() => matchesSid(hint.identifier, certificate)) ?? false;
    case 'certificates':
      return hint.encodings.some((encoding) => equalBytes(encoding, certificate.raw));
    case 'public-key':
      return equalBytes(hint.subjectPublicKeyInfo, certificate.publicKey.raw);
    default:
      return assertNever(hint);
  }
}

function matches({ issuerSerial }: CertificateReference, certificate: Certificate | undefined): boolean {
  if (issuerSerial === undefined || certificate === undefined) return false;
  const { issuer, serialNumber } = issuerSerial;
  if (!equalBytes(serialNumber, certificate.serialNumber)) return false;
  if ('text' in issuer) return isNameText(certificate.issuer, issuer.text);
  return issuer.some((name) => name.kind === 'directoryName' && equalNames(name.name, certificate.issuer));
}
