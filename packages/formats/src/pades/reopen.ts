/**
 * What was just made, to be read again.
 *
 * @module
 */
import { type DocumentSource, openSealedDocument, type SealedDocument } from '@eseal/core';

/** Up to this size one copy costs less than reading by pieces. */
const MAX_COPIED = 1 << 22;

/** A sealed document as a source: small ones as one array, of others each piece where it is. */
export async function reopen(sealed: SealedDocument): Promise<DocumentSource> {
  return sealed.size <= MAX_COPIED ? sealed.toBytes() : openSealedDocument(sealed);
}
