/**
 * The level of a seal by form alone: which entries, attributes and updates are there, not whether they hold
 * (EN 319 142-1 §6.3, EN 319 142-2 §5).
 *
 * @module
 */
import { OID } from '@eseal/core/asn1';
import { findAttributes, type SignerInfo } from '@eseal/core/cms';
import type { SignatureForm } from '@eseal/core/container';

/** What decides the form of a seal. */
export interface SealFormFacts {
  readonly subFilter: string | undefined;
  /** The only signer of the CMS; `undefined` when it has several or none. */
  readonly signer: SignerInfo | undefined;
  /** Whether the CMS by itself is a CAdES signature. */
  readonly isCades: boolean;
  /** /M is a date. */
  readonly hasTime: boolean;
  readonly hasReason: boolean;
  /** /Cert is there. */
  readonly hasCertificateEntry: boolean;
  /** How many document timestamps follow. */
  readonly documentTimestamps: number;
  /** Revocation data follows in the security store, or stands in the CMS. */
  readonly hasMaterial: boolean;
  /** A document timestamp follows that covers the security store. */
  readonly isArchived: boolean;
}

/** The highest form whose parts are there. */
export function sealForm(facts: SealFormFacts): SignatureForm {
  const { signer } = facts;
  if (signer === undefined) return 'NOT-ETSI';
  // The timestamp that proves the time of the seal does not also keep its material.
  const own = has(signer, OID.signatureTimestamp, 'unsignedAttributes') ? 1 : 0;
  const timestamps = own + facts.documentTimestamps;
  const archived = facts.isArchived && timestamps > 1;
  if (facts.subFilter !== 'ETSI.CAdES.detached') return legacyForm(facts, timestamps, archived);
  if (!facts.isCades) return 'NOT-ETSI';
  if (!isBaseline(facts, signer)) return extendedForm(facts, signer);
  if (timestamps === 0) return 'B-B';
  if (!facts.hasMaterial) return 'B-T';
  return archived ? 'B-LTA' : 'B-LT';
}

function legacyForm(facts: SealFormFacts, timestamps: number, archived: boolean): SignatureForm {
  if (timestamps === 0) return 'NOT-ETSI';
  if (!facts.hasMaterial) return 'T';
  return archived ? 'A' : 'LT';
}

function extendedForm(facts: SealFormFacts, signer: SignerInfo): SignatureForm {
  if (facts.hasMaterial && facts.isArchived) return 'LTV';
  return has(signer, OID.signaturePolicyIdentifier) && !facts.hasReason ? 'EPES' : 'BES';
}

function isBaseline(facts: SealFormFacts, signer: SignerInfo): boolean {
  const stated = has(signer, OID.commitmentTypeIndication) || has(signer, OID.signaturePolicyIdentifier);
  return (
    facts.hasTime &&
    !facts.hasCertificateEntry &&
    !has(signer, OID.signingTime) &&
    !has(signer, OID.signerLocation) &&
    !(facts.hasReason && stated)
  );
}

function has(
  signer: SignerInfo,
  type: string,
  place: 'signedAttributes' | 'unsignedAttributes' = 'signedAttributes',
): boolean {
  return findAttributes(signer[place], type).length > 0;
}
