/**
 * Requests for a key as authorisation details.
 *
 * @see RFC 9396 §2, §5; CSC API v2.0.0.2 §8.4.2
 * @module
 */
import { asObject, base64Bytes } from '../parameters.ts';
import { Problem } from '../problem.ts';
import type { KeyRequest } from './state.ts';

/** Types of details: that of version 2.0, and its later name. */
export const DETAIL_TYPES: readonly string[] = [
  'credential',
  'https://cloudsignatureconsortium.org/2025/credential',
];

const MEMBERS: ReadonlySet<string> = new Set([
  'type',
  'credentialID',
  'signatureQualifier',
  'numSignatures',
  'documentDigests',
  'hashAlgorithmOID',
  'locations',
]);

/**
 * The one object of a list of details. One that is not understood in full is refused (RFC 9396 §5).
 *
 * @throws Problem `invalid_authorization_details`
 */
export function readRichAuthorization(text: string): KeyRequest {
  const [details, ...others] = objects(text);
  if (details === undefined || others.length > 0) throw invalid('One object is wanted');
  if (!DETAIL_TYPES.includes(String(details.type))) throw invalid('Unknown type');
  const unknown = Object.keys(details).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) throw invalid(`Unknown member ${unknown}`);
  const credentialId = optionalText(details, 'credentialID');
  const signatureQualifier = optionalText(details, 'signatureQualifier');
  if ((credentialId === undefined) === (signatureQualifier === undefined)) {
    throw invalid('Either credentialID or signatureQualifier is wanted');
  }
  const hashOid = optionalText(details, 'hashAlgorithmOID');
  if (hashOid === undefined) throw invalid('Missing hashAlgorithmOID');
  const hashes = readDigests(details.documentDigests);
  return {
    credentialId,
    signatureQualifier,
    numSignatures: readCount(details.numSignatures, hashes.length),
    hashes,
    hashOid,
    details,
    tokenType: 'Bearer',
  };
}

/** The details as they were granted, for the token response (RFC 9396 §7). */
export function grantedDetails(
  details: Readonly<Record<string, unknown>>,
  credentialId: string,
): readonly Readonly<Record<string, unknown>>[] {
  return [{ ...details, credentialID: credentialId }];
}

function objects(text: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const list: unknown = JSON.parse(text);
    if (Array.isArray(list)) return list.map((each: unknown) => asObject(each) ?? {});
  } catch {
    // Falls through to the same refusal.
  }
  throw invalid('A JSON array is wanted');
}

function readDigests(value: unknown): readonly Uint8Array[] {
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length === 0) throw invalid('documentDigests is an array');
  return value.map((each: unknown) => {
    const { hash, hashType = 'dtbsr' } = asObject(each) ?? {};
    const bytes = typeof hash === 'string' ? base64Bytes(hash, true) : undefined;
    if (bytes === undefined || bytes.length === 0) throw invalid('Invalid Base64 hash');
    // Some clients write it in capitals.
    if (String(hashType).toLowerCase() !== 'dtbsr')
      throw invalid('Only digests of the data to be signed are taken');
    return bytes;
  });
}

function readCount(value: unknown, hashes: number): number {
  if (value === undefined) return Math.max(hashes, 1);
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < Math.max(hashes, 1)) {
    throw invalid('Invalid numSignatures');
  }
  return value;
}

function optionalText(details: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = details[name];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw invalid(`Invalid ${name}`);
  return value;
}

function invalid(description: string): Problem {
  return new Problem('invalid_authorization_details', description);
}
