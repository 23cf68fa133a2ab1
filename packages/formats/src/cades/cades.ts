/**
 * CAdES baseline seals: CMS beside a document or around it (EN 319 122-1).
 *
 * What a seal at B-B does not need is loaded when it is needed, so that a page that only seals loads little.
 *
 * @module
 */
import type { SealFormat } from '@eseal/core';
import { assembleCades } from './assemble.ts';
import { assertCadesOptions, type CadesOptions } from './options.ts';
import { type PreparedCades, prepareCades } from './prepare.ts';
import { createSealers } from './sealer.ts';
import { storeSeal } from './store-seal.ts';

/**
 * The CAdES format, at every level, for any kind of document. Documents are never rewritten; a detached seal reads its
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
  const sealerFor = createSealers(options.includeCertificates);
  return {
    name: 'cades',
    parameters: { ...options, packaging: options.packaging ?? 'detached' },
    async prepare(document, context) {
      const sealer = await sealerFor(context.certificates, context.algorithm);
      return prepareCades(document, options, context, sealer);
    },
    assemble: assembleCades,
    async augment(sealed, context) {
      const { augmentCades } = await import('./augment/augment.ts');
      return augmentCades(sealed, context);
    },
    store: (prepared) => storeSeal(prepared),
    async restore(state, document) {
      const { readCadesState, restoreCades } = await import('./state.ts');
      const stored = readCadesState(state);
      const sealer = await sealerFor(stored.certificates, stored.algorithm);
      return restoreCades(stored, document, options, sealer);
    },
  };
}
