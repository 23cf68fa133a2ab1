/**
 * Signature dictionaries as they stand in a file (ISO 32000-2 §12.8.1, Table 255): facts, whatever is wrong with them.
 *
 * @module
 */
import { equalBytes, isEsealError } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { readCatalog } from '../catalog.ts';
import { type DocMdpPermission, type FieldLock, lockOf } from '../fields/field-lock.ts';
import { type FormField, readForm, walkFields } from '../fields/form.ts';
import { readDocMdp, readFieldMdp } from '../fields/signature-references.ts';
import { ByteWriter } from '../pdf/byte-writer.ts';
import { entry, type PdfDictionary, type PdfObject, pdfDictionary } from '../pdf/objects.ts';
import type { Span } from '../pdf/parser.ts';
import type { PdfReader } from '../pdf/reader.ts';
import { writeObject } from '../pdf/serialize.ts';
import { decodeTextString } from '../pdf/text-string.ts';
import { type Problem, problem } from '../problem.ts';
import { type Coverage, coveredEnd, readCoverage } from './coverage.ts';
import { readerAt, revisionAt } from './revisions.ts';

/** A signature or document timestamp of a PDF. */
export interface PdfSignature {
  readonly fieldName: string;
  readonly kind: 'seal' | 'timestamp';
  readonly type: string | undefined;
  readonly subFilter: string | undefined;
  readonly dictionary: PdfDictionary;
  /** The CMS in /Contents without what follows it; `undefined` when there is none. */
  readonly value: Uint8Array | undefined;
  readonly coverage: Coverage;
  /** Number, from 1, of the revision that the signature ends. */
  readonly revision: number;
  /** The dictionary is the same in that revision as in the file. */
  readonly dictionaryConsistent: boolean;
  /** DocMDP permission that this signature sets. */
  readonly permission: DocMdpPermission | undefined;
  /** What it locks: by its dictionary (FieldMDP), or by its field (/Lock), which counts as soon as it is sealed. */
  readonly locks: readonly FieldLock[];
  /** What is wrong with the dictionary, without its /ByteRange. */
  readonly problems: readonly Problem[];
}

/** All signatures of a PDF, and what is wrong with the form that holds them. */
export interface PdfSignatures {
  readonly signatures: readonly PdfSignature[];
  readonly problems: readonly string[];
}

/**
 * Reads all signatures, those that end earlier revisions first.
 *
 * @throws FormatsError when the PDF's own structure cannot be read
 */
export async function readSignatures(reader: PdfReader): Promise<PdfSignatures> {
  const catalog = await readCatalog(reader);
  const { fields, problems } = await walkFields(reader, await readForm(reader, catalog.dictionary));
  const signatures: PdfSignature[] = [];
  for (const field of fields) {
    const signature = field.type === 'Sig' ? await readSignature(reader, field) : undefined;
    if (signature !== undefined) signatures.push(signature);
  }
  return { signatures: signatures.sort((a, b) => a.coverage.end - b.coverage.end), problems };
}

interface SignatureObject {
  readonly dictionary: PdfDictionary;
  readonly spans: ReadonlyMap<string, Span>;
  readonly problems: readonly Problem[];
}

/** The signature of a field; `undefined` for an empty one. */
async function readSignature(reader: PdfReader, field: FormField): Promise<PdfSignature | undefined> {
  const written = entry(field.dictionary, 'V');
  const object = await readSignatureObject(reader, written);
  if (object === undefined) return undefined;
  const { dictionary } = object;
  const problems = [...object.problems];
  const byteRange = entry(dictionary, 'ByteRange');
  const covered = await readCovered(reader, written, object, coveredEnd(byteRange, reader.source.size));
  const value = readContents(entry(dictionary, 'Contents'), problems);
  const contents = entry(dictionary, 'Contents');
  const coverage = await readCoverage(reader, byteRange, {
    span: (covered.object ?? object).spans.get('Contents'),
    value: contents.kind === 'string' ? contents.bytes : undefined,
  });
  const subFilter = nameOf(await reader.resolveEntry(dictionary, 'SubFilter'));
  const type = nameOf(await reader.resolveEntry(dictionary, 'Type'));
  const kind = subFilter === 'ETSI.RFC3161' ? 'timestamp' : 'seal';
  if (type !== undefined && type !== (kind === 'seal' ? 'Sig' : 'DocTimeStamp')) {
    // A seal that calls itself a timestamp is neither; a token that is not called one is left out.
    const severity = kind === 'seal' ? 'error' : 'warning';
    problems.push(problem(severity, `/Type is /${type} where /SubFilter is /${subFilter}`));
  }
  if (entry(dictionary, 'Filter').kind === 'null') problems.push(problem('warning', '/Filter is missing'));
  return {
    fieldName: field.name,
    kind,
    type,
    subFilter,
    dictionary,
    value,
    coverage,
    revision: revisionAt(reader, coverage.end),
    // Ranges that make up no revision, which is a problem of its own, contradict no dictionary.
    dictionaryConsistent:
      covered.object === undefined
        ? !covered.isRevision && coverage.problems.length > 0
        : isSame(covered.object.dictionary, dictionary),
    permission: await readDocMdp(reader, dictionary),
    locks: await readLocks(reader, field, dictionary),
    problems,
  };
}

async function readLocks(
  reader: PdfReader,
  field: FormField,
  signature: PdfDictionary,
): Promise<readonly FieldLock[]> {
  const lock = await lockOf(reader, field.dictionary);
  return [...(await readFieldMdp(reader, signature)), ...(lock === undefined ? [] : [lock])];
}

async function readSignatureObject(
  reader: PdfReader,
  written: PdfObject,
): Promise<SignatureObject | undefined> {
  const nothing = { dictionary: pdfDictionary([]), spans: new Map<string, Span>() };
  try {
    const placed = written.kind === 'reference' ? await reader.placedDictionary(written) : undefined;
    if (placed !== undefined) {
      const problems = placed.duplicateKeys.map((key) =>
        problem('error', `the key /${key} occurs twice in the signature`),
      );
      return { dictionary: placed.dictionary, spans: placed.spans, problems };
    }
    const object = await reader.resolve(written);
    if (object.kind === 'null') return undefined;
    if (object.kind === 'dictionary') return { ...nothing, dictionary: object, problems: [] };
    return { ...nothing, problems: [problem('error', '/V of the field is not a dictionary')] };
  } catch (error) {
    if (!isEsealError(error)) throw error;
    return { ...nothing, problems: [problem('error', `/V of the field cannot be read: ${error.message}`)] };
  }
}

/** The one DER or BER element in /Contents; only zeros may follow it. */
function readContents(contents: PdfObject, problems: Problem[]): Uint8Array | undefined {
  if (contents.kind === 'null') problems.push(problem('error', '/Contents is missing'));
  else if (contents.kind !== 'string') problems.push(problem('error', '/Contents is not a string'));
  if (contents.kind !== 'string') return undefined;
  if (!contents.hex) problems.push(problem('warning', '/Contents is not written in hexadecimal digits'));
  try {
    const value = DerReader.over(contents.bytes, 'Contents', { encoding: 'ber' }).raw('value');
    if (contents.bytes.subarray(value.length).some((byte) => byte !== 0)) {
      problems.push(problem('warning', '/Contents has something behind its value'));
    }
    return value;
  } catch (error) {
    if (!isEsealError(error)) throw error;
    problems.push(problem('error', '/Contents is not a CMS'));
    return undefined;
  }
}

/** The dictionary in the revision that its signature covers. */
interface CoveredObject {
  /** Whether the ranges end where a revision can be read. */
  readonly isRevision: boolean;
  /** `undefined` when that revision has none, or one with another value. */
  readonly object: SignatureObject | undefined;
}

/** The dictionary as the revision has it that the signature covers: a later revision may repeat it elsewhere. */
async function readCovered(
  reader: PdfReader,
  written: PdfObject,
  present: SignatureObject,
  end: number,
): Promise<CoveredObject> {
  const revision = written.kind === 'reference' ? readerAt(reader, end) : undefined;
  if (revision === undefined) return { isRevision: false, object: undefined };
  if (revision.xref.length === reader.xref.length) return { isRevision: true, object: present };
  const then = await readSignatureObject(revision, written);
  const sameValue =
    then !== undefined && isSame(entry(then.dictionary, 'Contents'), entry(present.dictionary, 'Contents'));
  return { isRevision: true, object: sameValue ? then : undefined };
}

function isSame(a: PdfObject, b: PdfObject): boolean {
  return equalBytes(serialize(a), serialize(b));
}

function serialize(object: PdfObject): Uint8Array {
  const out = new ByteWriter();
  writeObject(out, object);
  return out.view();
}

function nameOf(object: PdfObject): string | undefined {
  return object.kind === 'name' ? object.value : undefined;
}

/** A text entry of a signature dictionary. */
export async function textEntry(
  reader: PdfReader,
  dictionary: PdfDictionary,
  key: string,
): Promise<string | undefined> {
  const value = await reader.resolveEntry(dictionary, key);
  return value.kind === 'string' ? decodeTextString(value) : undefined;
}
