/**
 * What keeps an encrypted PDF from being read.
 *
 * @module
 */
import { FormatsError } from '../../../errors.ts';

export function brokenEncryption(message: string): FormatsError {
  return new FormatsError('PDF_ENCRYPTION_BROKEN', `the encryption of the PDF is malformed: ${message}`);
}

export function unsupportedEncryption(what: string): FormatsError {
  return new FormatsError(
    'PDF_ENCRYPTION_UNSUPPORTED',
    `the PDF is encrypted with ${what}, which is not supported`,
  );
}
