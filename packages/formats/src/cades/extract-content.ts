/**
 * The content that an attached seal carries (RFC 5652 §5.2).
 *
 * @module
 */
import { concatBytes, type DocumentSource, readAll } from '@eseal/core';
import { FormatsError } from '../errors.ts';
import { readLeadingSignedData } from './read-signed-data.ts';

/**
 * The document inside an attached seal (`.p7m`), as it was sealed. Nothing is judged: whether the seal holds, and whose it
 * is, `validate` of `@eseal/validator` tells.
 *
 * @throws FormatsError `CMS_UNREADABLE`; `SEAL_CONTENT_MISSING` for a detached seal
 * @example
 * ```ts
 * import { extractContent } from '@eseal/formats/cades';
 *
 * export async function openSealedText(p7m: Uint8Array): Promise<string> {
 *   return new TextDecoder().decode(await extractContent(p7m));
 * }
 * ```
 */
export async function extractContent(sealed: DocumentSource): Promise<Uint8Array> {
  const { signedData } = readLeadingSignedData(await readAll(sealed));
  const { content } = signedData;
  if (content === undefined)
    throw new FormatsError('SEAL_CONTENT_MISSING', 'the seal is detached: its document stands beside it');
  const [first] = content;
  return content.length === 1 && first !== undefined ? first : concatBytes(content);
}
