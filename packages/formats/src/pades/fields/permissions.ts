/**
 * What a document still permits: by its encryption (ISO 32000-2 §7.6.4.2), its certification (§12.8.2.2) and the fields
 * that earlier signatures locked (§12.8.2.4).
 *
 * Usage rights (UR3, §12.8.2.3) restrict nobody but old readers, and PDF 2.0 wants them ignored: they are left as they
 * are.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import type { PdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { type DocMdpPermission, type FieldLock, lockOf, locksField } from './field-lock.ts';
import type { FormField } from './form.ts';
import { readDocMdp, readFieldMdp } from './signature-references.ts';

/** Most names in the locks of all signatures together. */
const MAX_NAMES = 100_000;

/** What a signature of the document restricts. */
export interface SignatureRestriction {
  readonly fieldName: string;
  /** What the document allows since, by certification or lock. */
  readonly permission: DocMdpPermission | undefined;
  readonly locks: readonly FieldLock[];
}

/** The permission set by the document's certification, if it has one. */
export async function readCertification(
  reader: PdfReader,
  catalog: PdfDictionary,
): Promise<DocMdpPermission | undefined> {
  const permissions = await reader.resolveEntry(catalog, 'Perms');
  if (permissions.kind !== 'dictionary') return undefined;
  const signature = await reader.resolveEntry(permissions, 'DocMDP');
  return signature.kind === 'dictionary' ? ((await readDocMdp(reader, signature)) ?? 2) : undefined;
}

/**
 * What each signed field restricts.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED`
 */
export async function readRestrictions(
  reader: PdfReader,
  fields: readonly FormField[],
): Promise<readonly SignatureRestriction[]> {
  const restrictions: SignatureRestriction[] = [];
  let names = 0;
  for (const { dictionary, name, type } of fields) {
    const signature = type === 'Sig' ? await reader.resolveEntry(dictionary, 'V') : undefined;
    if (signature?.kind !== 'dictionary') continue;
    const locks = await readFieldMdp(reader, signature);
    names += locks.reduce((sum, lock) => sum + (lock.action === 'all' ? 0 : lock.fields.length), 0);
    if (names > MAX_NAMES) {
      throw new FormatsError('PDF_LIMIT_EXCEEDED', `locks of more than ${MAX_NAMES} fields together`);
    }
    const permissions = [
      await readDocMdp(reader, signature),
      // The lock's own /P counts as soon as the field is signed (ISO 32000-2 Table 236).
      (await lockOf(reader, dictionary))?.permission,
      ...locks.map(({ permission }) => permission),
    ].filter((permission) => permission !== undefined);
    restrictions.push({ fieldName: name, permission: lowest(permissions), locks });
  }
  return restrictions;
}

function lowest(permissions: readonly DocMdpPermission[]): DocMdpPermission | undefined {
  return [...permissions].sort()[0];
}

/** The field that is to be written. */
export interface TargetField {
  /** `undefined` for a new field that has no name yet. */
  readonly name: string | undefined;
  readonly isNew: boolean;
}

/**
 * Refuses a seal that the document forbids.
 *
 * @param certification - permission of the document's certification
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`
 */
export function assertMaySeal(
  target: TargetField,
  certification: DocMdpPermission | undefined,
  restrictions: readonly SignatureRestriction[],
): void {
  if (certification === 1) {
    throw forbidden('the document was certified so that no change is permitted', { permission: 1 });
  }
  for (const { fieldName, permission, locks } of restrictions) {
    if (permission === 1) {
      throw forbidden(`the signature ${fieldName} permits no further change`, {
        field: fieldName,
        permission,
      });
    }
    if (locks.some((lock) => locksField(lock, target.name ?? ''))) {
      throw forbidden(`the signature ${fieldName} locks ${describe(target)}`, { field: fieldName });
    }
  }
}

/** What the encryption of a document allows who opened it. */
export interface EncryptionAccess {
  readonly access: 'user' | 'owner';
  readonly permissions: {
    readonly modify: boolean;
    readonly annotate: boolean;
    readonly fillForms: boolean;
  };
}

/**
 * Refuses a field that the password does not allow to fill, or to create.
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`
 */
export function assertMayWrite(target: TargetField, encryption: EncryptionAccess | undefined): void {
  if (encryption === undefined || encryption.access === 'owner') return;
  const { modify, annotate, fillForms } = encryption.permissions;
  if (target.isNew && !(modify && annotate)) {
    throw forbidden('creating a field needs the owner password of the document', { missing: 'create-field' });
  }
  if (!target.isNew && !fillForms) {
    throw forbidden(`filling the field ${target.name} needs the owner password of the document`, {
      missing: 'fill-field',
    });
  }
}

/**
 * Refuses a change that is neither of fields nor of annotations (ISO 32000-2 Table 22, bit 4).
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`
 */
export function assertMayModify(encryption: EncryptionAccess | undefined): void {
  if (encryption === undefined || encryption.access === 'owner' || encryption.permissions.modify) return;
  throw forbidden('storing material needs the owner password of the document', { missing: 'modify' });
}

/**
 * Refuses a certification that would not be the document's first signature (ISO 32000-2 §12.8.2.2.1).
 *
 * @throws FormatsError `PDF_CERTIFICATION_NOT_FIRST`
 */
export function assertMayCertify([first]: readonly SignatureRestriction[]): void {
  if (first === undefined) return;
  throw new FormatsError('PDF_CERTIFICATION_NOT_FIRST', `the field ${first.fieldName} is signed already`, {
    facts: { field: first.fieldName },
  });
}

function describe({ name, isNew }: TargetField): string {
  if (name === undefined) return 'every new field';
  return isNew ? `a new field ${name}` : `the field ${name}`;
}

function forbidden(message: string, facts: Readonly<Record<string, string | number>>): FormatsError {
  return new FormatsError('PDF_CHANGE_FORBIDDEN', message, { facts });
}
