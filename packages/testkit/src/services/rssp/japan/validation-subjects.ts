/** What is to be validated, as calls bring it. */
import type { ContentDigest, DetachedContent } from '@eseal/core/container';
import { DIGEST_LENGTHS } from '../../digests.ts';
import { asObject, base64Bytes, type Parameters } from '../parameters.ts';
import { invalidRequest } from '../problem.ts';

/** A document, or a seal beside documents of which the digests are known. */
export interface ValidationSubject {
  readonly bytes: Uint8Array;
  readonly contents: readonly DetachedContent[];
}

const DIGESTS: ReadonlyMap<unknown, ContentDigest['algorithm']> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);

/** `documents` or `signatures`, not both. */
export function readSubjects(parameters: Parameters): readonly ValidationSubject[] {
  const { documents, signatures } = parameters.values;
  if ((documents === undefined) === (signatures === undefined)) {
    throw invalidRequest('Either documents or signatures is wanted');
  }
  const name = documents === undefined ? 'signatures' : 'documents';
  const list = readList(parameters, name);
  if (list.length === 0) throw invalidRequest(`Empty ${name} array`);
  const read = name === 'documents' ? readDocument : readSignature;
  return list.map((value) => read(parameters, asObject(value) ?? {}));
}

type Members = Readonly<Record<string, unknown>>;

function readDocument(parameters: Parameters, { document, detachedContents }: Members): ValidationSubject {
  const contents = Array.isArray(detachedContents) ? detachedContents : [];
  return {
    bytes: bytesOf(parameters, 'documents', document),
    contents: contents.map((value: unknown) => {
      const { name, hash, hashAlgo } = asObject(value) ?? {};
      return { ...(typeof name === 'string' && { name }), source: readHash(parameters, hash, hashAlgo) };
    }),
  };
}

function readSignature(
  parameters: Parameters,
  { signature, hashes, hashAlgorithmOID }: Members,
): ValidationSubject {
  const list = Array.isArray(hashes) ? hashes : [];
  return {
    bytes: bytesOf(parameters, 'signatures', signature),
    contents: list.map((hash: unknown) => ({ source: readHash(parameters, hash, hashAlgorithmOID) })),
  };
}

function readHash(parameters: Parameters, hash: unknown, oid: unknown): ContentDigest {
  const algorithm = DIGESTS.get(oid);
  if (algorithm === undefined) throw invalidRequest('Invalid parameter hashAlgorithmOID');
  const digest = bytesOf(parameters, 'hashes', hash);
  if (digest.length !== DIGEST_LENGTHS.get(String(oid))) throw invalidRequest('Invalid digest value length');
  return { algorithm, digest };
}

/** A list that has to be there. */
export function readList({ values }: Parameters, name: string): readonly unknown[] {
  const value = values[name];
  if (!Array.isArray(value)) throw invalidRequest(`Missing (or invalid type) array parameter ${name}`);
  return value;
}

/** Bytes in Base64. */
export function bytesOf({ isStrict }: Parameters, name: string, value: unknown): Uint8Array {
  const bytes = typeof value === 'string' ? base64Bytes(value, isStrict) : undefined;
  if (bytes === undefined || bytes.length === 0)
    throw invalidRequest(`Invalid Base64 ${name} string parameter`);
  return bytes;
}
