/**
 * What a caller may choose for PAdES seals, and what is refused of it.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { assertStatements } from '../cades/check-statements.ts';
import type { VisibleSeal } from './appearance.ts';
import type { DocMdpPermission, FieldLock } from './fields/field-lock.ts';
import type { OpenForUpdateOptions } from './open-for-update.ts';
import type { SealPlace } from './placement.ts';
import type { PadesStatements } from './signed-attributes.ts';

/** Options of `pades()`. */
export interface PadesOptions extends PadesStatements, OpenForUpdateOptions {
  /**
   * Name of the signature field: an empty one of the document, or a new one. Default a new one with a name that no
   * other has.
   */
  readonly fieldName?: string;
  /**
   * Seals in the place that another program prepared in the signature `fieldName`, instead of appending an update. What
   * the signature says of reason, place and appearance is there already. Default false.
   */
  readonly fillPlaceholder?: boolean;
  /**
   * Certifies the document, as its first seal: 1 permits no change afterwards, 2 filling forms and sealing, 3
   * annotating too. Default an approval seal.
   */
  readonly certify?: DocMdpPermission;
  /**
   * Locks fields, or the document, with this seal; only with a new field. A field of the document has the lock that its
   * author gave it, and it is honoured.
   */
  readonly lock?: FieldLock;
  /** Who seals, for people; readers show the certificate's names instead. */
  readonly name?: string;
  /** Why, for people. Not together with `commitmentTypes` or `signaturePolicy` (EN 319 142-1 §6.3). */
  readonly reason?: string;
  /** Where, for people. */
  readonly location?: string;
  /** How to reach the sealer, for people. */
  readonly contactInfo?: string;
  /** What is shown on the page. Default nothing. */
  readonly appearance?: VisibleSeal;
  /** Where it is shown; needed with `appearance` unless `fieldName` is a field of the document. */
  readonly place?: SealPlace;
  /**
   * Seals files with hybrid cross-references, in which objects are hidden from old readers: what such a reader shows is
   * not what others see (ISO 32000-2 §7.5.8.4). Default false.
   */
  readonly allowHybridReferences?: boolean;
  /**
   * From B-LT on, relates certificates and revocation data to single seals as well (/VRI), which EN 319 142-1 §6.3 advises
   * against and some old readers want. Default false.
   */
  readonly vri?: boolean;
  /** Which of the Signer's certificates are carried: all, all but self-signed ones, or the seal's alone. Default `all`. */
  readonly includeCertificates?: 'all' | 'without-root' | 'seal';
}

/**
 * Refuses options that contradict each other.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertPadesOptions(options: PadesOptions): void {
  const { appearance, certify, commitmentTypes = [], fieldName, place, reason, signaturePolicy } = options;
  if (certify !== undefined && ![1, 2, 3].includes(certify))
    throw invalid(`certify is 1, 2 or 3, not ${certify}`);
  assertStatements(options);
  if (reason !== undefined && (commitmentTypes.length > 0 || signaturePolicy !== undefined)) {
    throw invalid('a reason cannot stand beside commitmentTypes or signaturePolicy');
  }
  if (options.fillPlaceholder === true) assertPlaceholderOptions(options);
  if (place !== undefined && appearance === undefined)
    throw invalid('a place is of use with an appearance only');
  if (appearance !== undefined && place === undefined && fieldName === undefined) {
    throw invalid('an appearance needs a place or the name of a field');
  }
}

/** Options about what a prepared signature has written already. */
const WRITTEN = [
  'certify',
  'lock',
  'name',
  'reason',
  'location',
  'contactInfo',
  'appearance',
  'place',
] as const;

function assertPlaceholderOptions(options: PadesOptions): void {
  if (options.fieldName === undefined)
    throw invalid('fillPlaceholder needs the fieldName of the prepared signature');
  for (const key of WRITTEN) {
    if (options[key] !== undefined) throw invalid(`${key} cannot be changed in a prepared signature`);
  }
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
