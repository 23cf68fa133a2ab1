/** Bytes to a SignedData, with one code for everything else. */
import { isEsealError } from '@eseal/core';
import { parseSignedData, type SignedData } from '@eseal/core/cms';
import { FormatsError } from '../errors.ts';

/**
 * Reads a CMS with SignedData.
 *
 * @throws FormatsError `CMS_UNREADABLE`; its cause names the place
 */
export function readSignedData(bytes: Uint8Array): SignedData {
  try {
    return parseSignedData(bytes);
  } catch (cause) {
    if (!isEsealError(cause)) throw cause;
    throw new FormatsError('CMS_UNREADABLE', `not a CMS with SignedData: ${cause.message}`, { cause });
  }
}
