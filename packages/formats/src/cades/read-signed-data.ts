/**
 * Bytes to a SignedData, with one code for everything else.
 *
 * @module
 */
import { isEsealError } from '@eseal/core';
import { DerReader } from '@eseal/core/asn1';
import { parseSignedData, type SignedData } from '@eseal/core/cms';
import { FormatsError } from '../errors.ts';

/**
 * Reads a CMS with SignedData.
 *
 * @throws FormatsError `CMS_UNREADABLE`; its cause names the place
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  return coded(() => parseSignedData(bytes));
}

/** A SignedData and what stands after it in the same file. */
export interface LeadingSignedData {
  readonly signedData: SignedData;
  /** The CMS as received. */
  readonly raw: Uint8Array;
  /** Bytes after the CMS, which belong to nothing. */
  readonly trailing: Uint8Array;
}

/**
 * Reads the CMS that a file begins with: some programs let a line end or padding follow.
 *
 * @throws FormatsError `CMS_UNREADABLE`
 */
export function readLeadingSignedData(bytes: Uint8Array): LeadingSignedData {
  const raw = coded(() => DerReader.over(bytes, 'ContentInfo', { encoding: 'ber' }).raw('ContentInfo'));
  return { signedData: readSignedData(raw), raw, trailing: bytes.subarray(raw.length) };
}

function coded<T>(read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    throw new FormatsError('CMS_UNREADABLE', `not a CMS with SignedData: ${cause.message}`, { cause });
  }
}
