/**
 * The PAdES format of the sealing pipeline (EN 319 142-1).
 *
 * @module
 */
import type { SealFormat } from '@eseal/core';
import { requireDocument } from '@eseal/core/container';
import { createSealers } from '../cades/sealer.ts';
import { assemblePades } from './assemble.ts';
import { assertPadesOptions, type PadesOptions } from './options.ts';
import { type PreparedPades, preparePades } from './prepare.ts';
import { createRoomMeasure, sizeOfContentTimestamps } from './room.ts';
import { storePades } from './store.ts';

/**
 * Seals PDFs: each seal is appended as an update, so that what was there before, earlier seals included, stays as it is.
 *
 * One instance serves a whole batch: an appearance is compiled once.
 *
 * @throws CoreError `INVALID_ARGUMENT` for options that contradict each other
 * @example
 * ```ts
 * import { seal, type SealedDocument, type Signer } from '@eseal/core';
 * import { pades } from '@eseal/formats/pades';
 *
 * export function sealInvoice(pdf: Uint8Array, signer: Signer): Promise<SealedDocument> {
 *   return seal(pdf, { signer, format: pades({ reason: '請求書の発行', certify: 2 }) });
 * }
 * ```
 * @see EN 319 142-1 §5, §6.3; ISO 32000-2 §12.8
 */
export function pades(options: PadesOptions = {}): SealFormat<PreparedPades> {
  assertPadesOptions(options);
  // What is kept of an interrupted seal is compared with these: a password is no part of it.
  const { appearance, password: _, ...plain } = options;
  const sealerFor = createSealers(options.includeCertificates);
  const roomFor = createRoomMeasure(options);
  return {
    name: 'pades',
    parameters: appearance === undefined ? plain : { ...plain, appearance: appearance.parameters },
    async prepare(document, context) {
      const sealer = await sealerFor(context.certificates, context.algorithm);
      const room = roomFor(sealer, context.timestampSize + (await sizeOfContentTimestamps(context)));
      return preparePades(
        requireDocument(document),
        { options, sealer, room, appearance: await appearance?.compile() },
        context,
      );
    },
    assemble: assemblePades,
    async augment(sealed, context) {
      const { augmentPades } = await import('./augment.ts');
      return augmentPades(sealed, context, options);
    },
    store: storePades,
    async restore(state, document) {
      const { readPadesState, restorePades } = await import('./state.ts');
      const stored = readPadesState(state);
      const sealer = await sealerFor(stored.certificates, stored.algorithm);
      return restorePades(stored, requireDocument(document), sealer, options);
    },
  };
}
