/**
 * CAdES baseline seals: CMS beside a document or around it (EN 319 122-1).
 *
 * @module
 */
import type { SealFormat } from '@eseal/core';
import type { SignatureAlgorithm } from '@eseal/core/crypto';
import type { Certificate } from '@eseal/core/x509';
import { assembleCades } from './assemble.ts';
import { augmentCades } from './augment.ts';
import { assertAdesLevel } from './level-t.ts';
import { assertCadesOptions, type CadesOptions } from './options.ts';
import { type PreparedCades, prepareCades } from './prepare.ts';
import { buildCertificateReference } from './signed-attributes.ts';
import { restoreCades, storeCades } from './state.ts';

/**
 * The CAdES format, at B-B and B-T, for any kind of document. Documents are never rewritten; a detached seal reads its
 * document once and in constant memory, an attached one carries it where it is, except a stream, which is collected.
 *
 * @throws CoreError `INVALID_ARGUMENT` for options that contradict each other or make a malformed seal
 * @example
 * ```ts
 * import { seal, type SealedDocument, type Signer } from '@eseal/core';
 * import { cades, COMMITMENT_TYPES } from '@eseal/formats/cades';
 *
 * export function sealLedger(csv: Uint8Array, signer: Signer): Promise<SealedDocument> {
 *   const format = cades({ mimeType: 'text/csv', commitmentTypes: [COMMITMENT_TYPES.proofOfOrigin] });
 *   return seal(csv, { signer, format });
 * }
 * ```
 * @see EN 319 122-1 §6
 */
export function cades(options: CadesOptions = {}): SealFormat<PreparedCades> {
  assertCadesOptions(options);
  const referenceOf = rememberReferences();
  return {
    name: 'cades',
    parameters: { ...options, packaging: options.packaging ?? 'detached' },
    async prepare(document, context) {
      assertAdesLevel(context.adesLevel);
      const reference = await referenceOf(context.certificates[0], context.algorithm);
      return prepareCades(document, options, context, reference);
    },
    assemble: (prepared, signatureValue, context) =>
      assembleCades(prepared, signatureValue, options, context),
    augment: augmentCades,
    store: storeCades,
    restore: (state, document) => restoreCades(state, document, options),
  };
}

/** A certificate's reference is digested once for all seals of this format instance. */
function rememberReferences(): (
  certificate: Certificate,
  algorithm: SignatureAlgorithm,
) => Promise<Uint8Array> {
  const known = new WeakMap<Certificate, Map<SignatureAlgorithm, Promise<Uint8Array>>>();
  return (certificate, algorithm) => {
    const ofCertificate = known.get(certificate) ?? new Map<SignatureAlgorithm, Promise<Uint8Array>>();
    known.set(certificate, ofCertificate);
    const reference = ofCertificate.get(algorithm) ?? buildCertificateReference(certificate, algorithm);
    ofCertificate.set(algorithm, reference);
    return reference;
  };
}
