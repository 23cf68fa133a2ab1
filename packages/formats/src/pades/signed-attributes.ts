/**
 * The signed attributes of a seal in a PDF: those of CAdES without a time, which stands in /M (EN 319 142-1 §6.3).
 *
 * @module
 */
import type { Sealer } from '../cades/sealer.ts';
import { buildSignedAttributes } from '../cades/signed-attributes.ts';
import type { PadesOptions } from './options.ts';

/** The bytes to be signed. */
export function buildPadesAttributes(
  { commitmentTypes, signaturePolicy }: PadesOptions,
  { certificateReference }: Sealer,
  contentDigest: Uint8Array,
): Uint8Array {
  return buildSignedAttributes({
    contentDigest,
    certificateReference,
    ...(commitmentTypes && { commitmentTypes }),
    ...(signaturePolicy && { signaturePolicy }),
  });
}
