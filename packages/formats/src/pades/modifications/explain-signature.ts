/**
 * Signature dictionaries that an update adds (ISO 32000-2 §12.8.1, §12.8.5).
 *
 * @module
 */
import { hasOnly } from '../pdf/equal-objects.ts';
import { entry, isName, type PdfObject } from '../pdf/objects.ts';
import { isWithoutReferences } from '../pdf/references.ts';
import type { DocumentUpdate } from './changed-objects.ts';
import { type Claims, claimBelow, closeEntry } from './claims.ts';

/** Entries that say who, when and what (ISO 32000-2 Table 255). */
const TIMESTAMP_KEYS = [
  'Type',
  'Filter',
  'SubFilter',
  'ByteRange',
  'Contents',
  'M',
  'V',
  'Name',
  'Reason',
  'Location',
  'ContactInfo',
  'Prop_Build',
];

/** Entries of a seal's dictionary; those about authentication and changes are of older programs. */
const SEAL_KEYS = [...TIMESTAMP_KEYS, 'Reference', 'Cert', 'Changes', 'R', 'Prop_AuthTime', 'Prop_AuthType'];

/** A field with the signature that it is to have. */
export interface SignedField {
  readonly id: number;
  readonly name: string;
  /** /V as it stands. */
  readonly value: PdfObject;
}

/**
 * Claims the signature that a field received in this very revision; `undefined` when it received none.
 *
 * @returns what it is
 */
export async function claimSignature(
  update: DocumentUpdate,
  claims: Claims,
  { id, name, value }: SignedField,
): Promise<'seal' | 'timestamp' | undefined> {
  const { after, changes, signed } = update;
  const kind = signed.get(name);
  if (kind === undefined || value.kind !== 'reference' || changes.get(value.id) !== 'new') return undefined;
  const dictionary = await after.object(value);
  if (dictionary.kind !== 'dictionary') return undefined;
  if (kind === 'timestamp' ? !isTimestamp(dictionary) : !hasOnly(dictionary, SEAL_KEYS)) return undefined;
  await claimBelow(update, claims, value, ['new']);
  closeEntry(claims, id, ['V']);
  return kind;
}

function isTimestamp(object: PdfObject): boolean {
  return (
    object.kind === 'dictionary' &&
    hasOnly(object, TIMESTAMP_KEYS) &&
    isName(entry(object, 'Type'), 'DocTimeStamp') &&
    isName(entry(object, 'SubFilter'), 'ETSI.RFC3161') &&
    isWithoutReferences(object)
  );
}
