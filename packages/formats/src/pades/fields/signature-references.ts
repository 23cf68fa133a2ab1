/**
 * /Reference of a signature: what it certifies and locks (ISO 32000-2 §12.8.1 Table 256, §12.8.2).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import {
  isName,
  type PdfDictionary,
  type PdfObject,
  type PdfReference,
  pdfArray,
  pdfDictionary,
  pdfName,
  pdfNumber,
} from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';
import {
  type DocMdpPermission,
  type FieldLock,
  fieldMdpParameters,
  readFieldLock,
  readPermission,
} from './field-lock.ts';

/** Most references of a signature; there is one for each transform method. */
const MAX_REFERENCES = 10;

type Entry = readonly [key: string, value: PdfObject];

/** /Reference of a new signature, as entries of its dictionary: none when it neither certifies nor locks. */
export function writeSignatureReferences(
  certify: DocMdpPermission | undefined,
  lock: FieldLock | undefined,
  catalog: PdfReference,
): readonly Entry[] {
  const references: PdfObject[] = [];
  if (certify !== undefined) references.push(signatureReference('DocMDP', docMdpParameters(certify)));
  if (lock !== undefined) {
    references.push(signatureReference('FieldMDP', fieldMdpParameters(lock), [['Data', catalog]]));
  }
  return references.length === 0 ? [] : [['Reference', pdfArray(references)]];
}

function signatureReference(
  method: string,
  parameters: PdfDictionary,
  further: readonly Entry[] = [],
): PdfObject {
  return pdfDictionary([
    ['Type', pdfName('SigRef')],
    ['TransformMethod', pdfName(method)],
    ['TransformParams', parameters],
    ...further,
  ]);
}

function docMdpParameters(permission: DocMdpPermission): PdfDictionary {
  return pdfDictionary([
    ['Type', pdfName('TransformParams')],
    ['P', pdfNumber(permission)],
    ['V', pdfName('1.2')],
  ]);
}

/** The permission that a signature dictionary sets for the document; `undefined` when it does not certify. */
export async function readDocMdp(
  reader: PdfReader,
  signature: PdfDictionary,
): Promise<DocMdpPermission | undefined> {
  for (const parameters of await transforms(reader, signature, 'DocMDP')) {
    return (await readPermission(reader, parameters)) ?? 2;
  }
  return undefined;
}

/** What a signature dictionary locks. */
export async function readFieldMdp(
  reader: PdfReader,
  signature: PdfDictionary,
): Promise<readonly FieldLock[]> {
  const locks: FieldLock[] = [];
  for (const parameters of await transforms(reader, signature, 'FieldMDP')) {
    locks.push(await readFieldLock(reader, parameters));
  }
  return locks;
}

/**
 * Parameters of all references with a transform method; empty ones where they are missing.
 *
 * @throws FormatsError `PDF_LIMIT_EXCEEDED`
 */
async function transforms(
  reader: PdfReader,
  signature: PdfDictionary,
  method: string,
): Promise<readonly PdfDictionary[]> {
  const references = await reader.resolveEntry(signature, 'Reference');
  const found: PdfDictionary[] = [];
  const items = references.kind === 'array' ? references.items : [];
  if (items.length > MAX_REFERENCES) {
    throw new FormatsError('PDF_LIMIT_EXCEEDED', `a signature with ${items.length} references`);
  }
  for (const item of items) {
    const reference = await reader.resolve(item);
    if (reference.kind !== 'dictionary') continue;
    if (!isName(await reader.resolveEntry(reference, 'TransformMethod'), method)) continue;
    const parameters = await reader.resolveEntry(reference, 'TransformParams');
    found.push(parameters.kind === 'dictionary' ? parameters : pdfDictionary([]));
  }
  return found;
}
