/**
 * Ids in a seal (XMLDSig §4.2). They depend on document, certificate and time alone, so that equal inputs make equal
 * seals, yet nobody can put one of them into the document beforehand: they are part of its digest.
 *
 * @module
 */
import { concatBytes, toHex, utf8 } from '@eseal/core';
import { digestBytes } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';

/** Ids of one seal. */
export interface SealIds {
  readonly signature: string;
  readonly signatureValue: string;
  readonly signedProperties: string;
  readonly manifest: string;
  /** Counted from 0. */
  reference(at: number): string;
  /** Counted from 0. */
  object(at: number): string;
}

const UNIQUE_LENGTH = 16;

/** Ids for a seal. */
export async function createSealIds(
  documentDigest: Uint8Array,
  certificate: Certificate,
  signingTime: Date,
): Promise<SealIds> {
  const time = utf8(signingTime.toISOString());
  const digest = await digestBytes('SHA-256', concatBytes([documentDigest, certificate.raw, time]));
  const signature = `seal-${toHex(digest.subarray(0, UNIQUE_LENGTH))}`;
  return {
    signature,
    signatureValue: `${signature}-value`,
    signedProperties: `${signature}-properties`,
    manifest: `${signature}-manifest`,
    reference: (at) => `${signature}-reference-${at + 1}`,
    object: (at) => `${signature}-object-${at + 1}`,
  };
}
