/**
 * The level of a signature by form alone: which attributes and material are there, not whether they hold or suffice
 * (EN 319 122-1 §6.3, EN 319 122-2 §5).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { findAttributes, type SignedData, type SignerInfo, singleValue } from '@eseal/core/cms';
import type { SignatureForm } from '@eseal/core/container';
import type { Certificate } from '@eseal/core/x509';
import { ATTRIBUTES } from './attribute-table.ts';
import { hasRevocationData } from './long-term-material.ts';
import type { EmbeddedMaterial } from './material.ts';
import { hasAttribute, type SignedView } from './signed-view.ts';
import type { ReadTimestamp } from './timestamps.ts';

/** What decides the form of a signature. */
export interface FormFacts {
  readonly signedData: SignedData;
  readonly signer: SignerInfo;
  readonly view: SignedView;
  readonly isCounterSignature: boolean;
  readonly timestamps: readonly ReadTimestamp[];
  /** The certificate of the signature, when the SignedData has it. */
  readonly signingCertificate: Certificate | undefined;
  readonly material: EmbeddedMaterial;
}

/** The highest form whose parts are there. */
export function formOf(facts: FormFacts): SignatureForm {
  if (!isBasic(facts)) return 'NOT-ETSI';
  const baseline = isBaseline(facts);
  if (!isTimestamped(facts)) {
    if (baseline) return 'B-B';
    return hasAttribute(facts.view.attributes, OID.signaturePolicyIdentifier) ? 'EPES' : 'BES';
  }
  const { signingCertificate, material, timestamps } = facts;
  const longTerm =
    signingCertificate !== undefined && hasRevocationData(signingCertificate, material, timestamps);
  if (baseline && longTerm && !hasLegacyMaterial(facts.signer)) {
    return hasAttribute(facts.signer.unsignedAttributes, OID.archiveTimestampV3) ? 'B-LTA' : 'B-LT';
  }
  const archived = timestamps.some(({ timestamp }) => timestamp.type === 'archive');
  if (hasReferences(facts.signer)) return withReferences(facts.signer, longTerm, archived);
  if (longTerm) return archived ? 'A' : 'LT';
  return baseline ? 'B-T' : 'T';
}

function withReferences(signer: SignerInfo, longTerm: boolean, archived: boolean): SignatureForm {
  const stamped = count(signer, OID.escTimestamp) + count(signer, OID.certCrlTimestamp) === 1;
  if (longTerm && archived) return 'A';
  if (stamped) return longTerm ? 'XL' : 'X';
  return 'C';
}

/** CAdES-E-BES (EN 319 122-2 §5.2). */
function isBasic({ view, isCounterSignature }: FormFacts): boolean {
  const signed = (type: string): number => findAttributes(view.attributes, type).length;
  const types = signed(OID.contentType);
  if (types !== 1 && !(isCounterSignature && types === 0)) return false;
  if (signed(OID.messageDigest) !== 1) return false;
  if (signed(OID.signingCertificate) + signed(OID.signingCertificateV2) !== 1) return false;
  return (
    isReferenceOfItsVersion(view) &&
    ATTRIBUTES.every((row) => !row.once || row.place !== 'signed' || signed(row.oid) <= 1)
  );
}

/** SHA-1 belongs into signing-certificate, every other digest into signing-certificate-v2 (EN 319 122-1 §6.3 h, i). */
function isReferenceOfItsVersion({ signingCertificates }: SignedView): boolean {
  return signingCertificates.every(({ version, references: [first] }) =>
    first === undefined ? false : (first.digestAlgorithm === 'SHA-1') === (version === 1),
  );
}

/** B-B (EN 319 122-1 §6.3). */
function isBaseline({ view, signingCertificate }: FormFacts): boolean {
  const hasTime = singleValue(view.attributes, OID.signingTime) !== undefined;
  const isData = view.contentType === undefined || view.contentType === OID.data;
  return hasTime && isData && signingCertificate !== undefined;
}

/** A readable signature timestamp, none of them younger than the certificate (EN 319 122-1 §6.3 m). */
function isTimestamped({ timestamps, signingCertificate }: FormFacts): boolean {
  const stamps = timestamps.filter(({ timestamp }) => timestamp.type === 'signature');
  const end = signingCertificate?.notAfter;
  return stamps.length > 0 && stamps.every(({ token }) => end === undefined || token.tstInfo.genTime < end);
}

function hasReferences(signer: SignerInfo): boolean {
  return count(signer, OID.certificateRefs) === 1 && count(signer, OID.revocationRefs) === 1;
}

/** Attributes that have no place in B-LT and B-LTA. */
function hasLegacyMaterial(signer: SignerInfo): boolean {
  return [
    OID.certificateValues,
    OID.certificateRefs,
    OID.revocationValues,
    OID.revocationRefs,
    OID.certCrlTimestamp,
  ].some((type) => count(signer, type) > 0);
}

function count(signer: SignerInfo, type: string): number {
  return findAttributes(signer.unsignedAttributes, type).length;
}
