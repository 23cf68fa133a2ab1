/**
 * The request of `signatures/signDoc` (CSC API v2.0.0.2 §11.13).
 *
 * @module
 */

import { digest } from '../../digests.ts';
import { readSignatureTerms, type SignatureTerms } from '../algorithms.ts';
import { assertLengths } from '../hashes.ts';
import { HASHES } from '../keys/digest-info.ts';
import type { RsspCredential } from '../model.ts';
import { asObject, base64Bytes, oneOf, type Parameters, requiredString } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';

/** An attribute that is to be signed. */
export interface SignedProperty {
  /** Object identifier. */
  readonly type: string;
  /** DER of its value. */
  readonly value: Uint8Array;
}

/** One document, or digest of one, and how it is to be sealed. */
export interface DocumentToSign {
  /** `undefined` where only the digest is known. */
  readonly document: Uint8Array | undefined;
  readonly hash: Uint8Array;
  readonly terms: SignatureTerms;
  readonly format: 'C' | 'P';
  readonly level: 'B' | 'T';
  readonly isAttached: boolean;
  readonly properties: readonly SignedProperty[];
}

/** Levels as this service spells them; any case is taken. */
export const CONFORMANCE_LEVELS: readonly string[] = ['Ades-B-B', 'Ades-B-T'];

/** The documents of a request: `documents` or `documentDigests`, and not both. */
export async function readDocuments(
  parameters: Parameters,
  credential: RsspCredential,
): Promise<readonly DocumentToSign[]> {
  const { documents, documentDigests } = parameters.values;
  if (documents !== undefined && documentDigests !== undefined) {
    throw invalidRequest('Both documentDigests and documents parameters passed');
  }
  if (documents !== undefined && !Array.isArray(documents))
    throw invalidRequest('Invalid array parameter documents');
  if (documentDigests !== undefined && !Array.isArray(documentDigests)) {
    throw invalidRequest('Invalid object parameter documentDigests');
  }
  const entries: readonly unknown[] = documents ?? documentDigests ?? [];
  if (entries.length === 0) throw invalidRequest('Empty documentDigests and documents objects');
  const read = documents === undefined ? readDigests : readDocument;
  const lists = await Promise.all(entries.map((entry) => read(entryOf(entry, parameters), credential)));
  return lists.flat();
}

function entryOf(entry: unknown, { isStrict }: Parameters): Parameters {
  const values = asObject(entry);
  if (values === undefined) throw invalidRequest('Invalid object parameter documentDigests');
  return { values, isStrict };
}

async function readDocument(
  entry: Parameters,
  credential: RsspCredential,
): Promise<readonly DocumentToSign[]> {
  const text = entry.values.document;
  const document = typeof text === 'string' ? base64Bytes(text, entry.isStrict) : undefined;
  if (document === undefined) throw invalidRequest('Invalid Base64 documents string parameter');
  const terms = readEntryTerms(entry, credential);
  if (terms.format === 'P') throw invalidRequest('Invalid parameter signature_format');
  const hash = await digest(HASHES[terms.terms.hashOid].name, document);
  return [{ ...terms, document, hash }];
}

async function readDigests(
  entry: Parameters,
  credential: RsspCredential,
): Promise<readonly DocumentToSign[]> {
  const { hashes: list } = entry.values;
  const texts: readonly unknown[] = typeof list === 'string' ? [list] : Array.isArray(list) ? list : [];
  const hashes = texts.map((text) => hashBytes(text, entry.isStrict));
  if (hashes.length === 0) throw invalidRequest('Invalid Base64 hashes string parameter');
  const terms = { ...readEntryTerms(entry, credential), isAttached: false };
  assertLengths(hashes, terms.terms.hashOid);
  return hashes.map((hash) => ({ ...terms, document: undefined, hash }));
}

function hashBytes(text: unknown, isStrict: boolean): Uint8Array {
  const hash = typeof text === 'string' ? base64Bytes(text, isStrict) : undefined;
  if (hash === undefined || hash.length === 0) throw invalidRequest('Invalid Base64 hashes string parameter');
  return hash;
}

const PROPERTIES = { C: ['Attached', 'Detached'], P: ['Certification', 'Revision'] } as const;

function readEntryTerms(
  entry: Parameters,
  { algorithms }: RsspCredential,
): Omit<DocumentToSign, 'document' | 'hash'> {
  const named = requiredString(entry, 'signature_format');
  if (named !== 'C' && named !== 'P') throw invalidRequest('Invalid parameter signature_format');
  const [byDefault] = PROPERTIES[named];
  const property = oneOf<string>(entry, 'signed_envelope_property', PROPERTIES[named], byDefault);
  return {
    format: named,
    level: readLevel(entry),
    isAttached: property === 'Attached',
    properties: readProperties(entry),
    terms: readSignatureTerms(entry, algorithms, {
      dialect: 'v2',
      contradiction: 'String parameter hashAlgorithmOID contradicts with signAlgo parameter',
    }),
  };
}

function readLevel({ values }: Parameters): 'B' | 'T' {
  const { conformance_level: named = 'Ades-B-B' } = values;
  const level = CONFORMANCE_LEVELS.find((each) => each.toLowerCase() === String(named).toLowerCase());
  if (level === undefined) throw invalidRequest('Invalid parameter conformance_level');
  return level.endsWith('T') ? 'T' : 'B';
}

/** Attributes by their names in `attribute_name` (EN 319 122-1 §5.2). */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  'commitment-type-indication': '1.2.840.113549.1.9.16.2.16',
  'content-hints': '1.2.840.113549.1.9.16.2.4',
  'mime-type': '0.4.0.1733.2.1',
  'signer-location': '1.2.840.113549.1.9.16.2.17',
  'content-time-stamp': '1.2.840.113549.1.9.16.2.20',
  'signer-attributes-v2': '0.4.0.19122.1.1',
  'signature-policy-identifier': '1.2.840.113549.1.9.16.2.15',
  'content-reference': '1.2.840.113549.1.9.16.2.10',
  'content-identifier': '1.2.840.113549.1.9.16.2.7',
};

function readProperties({ values, isStrict }: Parameters): readonly SignedProperty[] {
  const { signed_props: list = [] } = values;
  if (!Array.isArray(list)) throw invalidRequest('Invalid parameter signed_props');
  return list.map((each: unknown) => {
    const { attribute_name: name, attribute_value: text } = asObject(each) ?? {};
    const type = typeof name === 'string' ? (ATTRIBUTES[name] ?? dotted(name)) : undefined;
    const value = typeof text === 'string' ? base64Bytes(text, isStrict) : undefined;
    if (type === undefined || value === undefined)
      throw invalidRequest(`Invalid parameter signed_props ${name}`);
    return { type, value };
  });
}

function dotted(name: string): string | undefined {
  return /^[012](\.\d+)+$/.test(name) ? name : undefined;
}
