/**
 * What a certified document still allows (ISO 32000-2 §12.8.2.2, §12.8.6).
 *
 * @module
 */
import { FormatsError } from '../errors.ts';
import { type AcroForm, walkFields } from './form.ts';
import { entry, isName, type PdfDictionary, type PdfObject } from './pdf/objects.ts';
import type { PdfReader } from './pdf/reader.ts';

/** 1: no change; 2: filling forms and sealing; 3: annotating too. */
export type DocMdpPermission = 1 | 2 | 3;

/** The permission that a signature dictionary sets for the document; `undefined` when it does not certify. */
export async function readDocMdp(
  reader: PdfReader,
  signature: PdfDictionary,
): Promise<DocMdpPermission | undefined> {
  for (const item of await listEntry(reader, signature, 'Reference')) {
    const reference = await reader.resolve(item);
    if (reference.kind !== 'dictionary' || !isName(entry(reference, 'TransformMethod'), 'DocMDP')) continue;
    const parameters = await reader.resolveEntry(reference, 'TransformParams');
    const value = parameters.kind === 'dictionary' ? await reader.resolveEntry(parameters, 'P') : parameters;
    if (value.kind === 'null') return 2;
    // A value that the standard does not know allows nothing.
    return value.kind === 'integer' && (value.value === 2 || value.value === 3) ? value.value : 1;
  }
  return undefined;
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
 * Refuses a seal where the document's certification forbids it.
 *
 * @throws FormatsError `PDF_CHANGE_FORBIDDEN`
 */
export async function assertMaySeal(reader: PdfReader, catalog: PdfDictionary): Promise<void> {
  if ((await readCertification(reader, catalog)) === 1) {
    throw new FormatsError(
      'PDF_CHANGE_FORBIDDEN',
      'the document was certified so that no change is permitted',
      {
        facts: { permission: 1 },
      },
    );
  }
}

/**
 * Refuses a certification that would not be the document's first signature.
 *
 * @throws FormatsError `PDF_CERTIFICATION_NOT_FIRST`
 */
export async function assertMayCertify(reader: PdfReader, form: AcroForm): Promise<void> {
  const { fields } = await walkFields(reader, form);
  for (const { dictionary, type, name } of fields) {
    if (type !== 'Sig' || (await reader.resolveEntry(dictionary, 'V')).kind === 'null') continue;
    throw new FormatsError('PDF_CERTIFICATION_NOT_FIRST', `the field ${name} is signed already`, {
      facts: { field: name },
    });
  }
}

async function listEntry(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<readonly PdfObject[]> {
  const value = await reader.resolveEntry(dictionary, key);
  return value.kind === 'array' ? value.items : [];
}
