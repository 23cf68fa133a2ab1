/**
 * The signed attributes of a seal in a PDF: those of CAdES without a time, which stands in /M (EN 319 142-1 §6.3).
 *
 * @module
 */
import type { Sealer } from '../cades/sealer.ts';
import { buildSignedAttributes } from '../cades/signed-attributes.ts';
import type { SealerStatements } from '../cades/statements.ts';

/** What may be stated under the value of a seal in a PDF: place and kind of the document stand elsewhere. */
export type PadesStatements = Pick<
  SealerStatements,
  'algorithmProtection' | 'commitmentTypes' | 'signaturePolicy' | 'signerAttributes'
>;

/**
 * The bytes to be signed.
 *
 * @param contentTimestampTokens - tokens over the same content
 */
export function buildPadesAttributes(
  statements: PadesStatements,
  { algorithm, certificateReference }: Sealer,
  contentDigest: Uint8Array,
  contentTimestampTokens: readonly Uint8Array[] = [],
): Uint8Array {
  const { algorithmProtection, commitmentTypes, signaturePolicy, signerAttributes } = statements;
  return buildSignedAttributes({
    algorithm,
    contentDigest,
    certificateReference,
    contentTimestampTokens,
    ...(algorithmProtection && { algorithmProtection }),
    ...(commitmentTypes && { commitmentTypes }),
    ...(signaturePolicy && { signaturePolicy }),
    ...(signerAttributes && { signerAttributes }),
  });
}
