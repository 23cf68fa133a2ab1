/**
 * What a caller may choose for CAdES seals, and what is refused of it.
 *
 * @module
 */
import { CoreError } from '@eseal/core';
import { assertStatements } from './check-statements.ts';
import type { IncludedCertificates } from './sealer.ts';
import type { PolicyStore } from './signature-policy.ts';
import type { SealerStatements } from './statements.ts';

/** Options of `cades()`. */
export interface CadesOptions extends SealerStatements {
  /** Beside the document, or around it. Default `detached`; with `parallelTo` as the existing seal is. */
  readonly packaging?: 'detached' | 'attached';
  /**
   * Which of the Signer's certificates are carried: all, all but self-signed ones, or the seal's alone. Default `all`.
   */
  readonly includeCertificates?: IncludedCertificates;
  /**
   * An existing seal that the new one is added to, so that both stand side by side in one CMS: the bytes of a detached
   * seal of the same document, or `document` when the document to be sealed is itself an attached seal (`.p7m`) whose
   * content is meant. Without this option a `.p7m` is sealed like any other file. Received bytes are kept.
   */
  readonly parallelTo?: Uint8Array | 'document';
  /**
   * Id of a seal, or of a counter-signature, as parsing gives it: the document is a CMS, and the new seal covers the value of
   * that one and stands inside it. Levels from B-LT on are then reached for the whole CMS. Default none.
   */
  readonly counterSignatureOf?: string;
  /** The document of `signaturePolicy`, carried beside the signature value (EN 319 122-1 §5.2.10). Default not carried. */
  readonly policyStore?: PolicyStore;
}

/**
 * Refuses options that would make a malformed or contradictory seal.
 *
 * @throws CoreError `INVALID_ARGUMENT`
 */
export function assertCadesOptions(options: CadesOptions): void {
  const { counterSignatureOf, mimeType, packaging, parallelTo, policyStore, signaturePolicy } = options;
  assertStatements(options);
  if (parallelTo === 'document' && packaging === 'detached')
    throw invalid("parallelTo 'document' is for attached seals");
  if (parallelTo instanceof Uint8Array && packaging === 'attached')
    throw invalid("parallelTo takes the bytes of a detached seal; for an attached one it is 'document'");
  if (counterSignatureOf !== undefined) {
    if (packaging !== undefined || parallelTo !== undefined)
      throw invalid('counterSignatureOf: a counter-signature is where the countersigned one is');
    // EN 319 122-1 §5.2.4: the media type is that of a content, which a counter-signature has not.
    if (mimeType !== undefined) throw invalid('counterSignatureOf: a counter-signature has no mimeType');
  }
  if (policyStore !== undefined && (signaturePolicy === undefined || signaturePolicy === 'implied'))
    throw invalid('policyStore needs a signaturePolicy with a digest');
}

function invalid(message: string): CoreError {
  return new CoreError('INVALID_ARGUMENT', message);
}
