/**
 * What a seal will be, as far as the seed values of a field can ask for it.
 *
 * @module
 */
import type { AdesLevel } from '@eseal/core';
import type { DigestAlgorithm } from '@eseal/core/crypto';
import type { SignerCertificates } from '../../cades/sealer.ts';
import type { SealerStatements } from '../../cades/statements.ts';
import type { DocMdpPermission, FieldLock } from '../fields/field-lock.ts';

/** A seal before it is made. */
export interface SealOffer extends Pick<SealerStatements, 'commitmentTypes' | 'signaturePolicy'> {
  readonly certificates: SignerCertificates;
  readonly digest: DigestAlgorithm;
  readonly adesLevel: AdesLevel;
  readonly certify?: DocMdpPermission | undefined;
  readonly reason?: string | undefined;
  /** Lock of the field it goes to. */
  readonly lock?: FieldLock | undefined;
}

/** One entry of a dictionary of seed values, and when a seal meets it. */
export interface SeedValueRule<Values> {
  readonly entry: string;
  /** Bit of /Ff, from 1, that makes the entry bind; without one it always does. */
  readonly bit?: number;
  /** Why a seal does not meet it; `undefined` when it does, or the entry is missing. */
  readonly unmet: (values: Values, offer: SealOffer) => string | undefined;
}

/** The first rule that binds and is not met. */
export function firstUnmet<Values extends { readonly flags: number }>(
  rules: readonly SeedValueRule<Values>[],
  values: Values,
  offer: SealOffer,
): { readonly entry: string; readonly why: string } | undefined {
  for (const { entry, bit, unmet } of rules) {
    if (bit !== undefined && (values.flags & (1 << (bit - 1))) === 0) continue;
    const why = unmet(values, offer);
    if (why !== undefined) return { entry, why };
  }
  return undefined;
}

/** A digest's name as PDF writes it, such as `SHA256`: without hyphens, in capitals. */
export function pdfDigestName(name: string): string {
  return name.replaceAll('-', '').toUpperCase();
}
