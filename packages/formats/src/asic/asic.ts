/**
 * ASiC containers: documents and their seals in one ZIP file (EN 319 162-1).
 *
 * @module
 */
import type { SealFormat } from '@eseal/core';
import { requireDocument } from '@eseal/core/container';
import { assembleAsic } from './assemble.ts';
import type { PreparedAsic } from './laid-out-container.ts';
import { type AsicOptions, assertAsicOptions } from './options.ts';
import { prepareAsic } from './prepare.ts';

/**
 * The ASiC format, with seals in CMS or in XML. Documents are stored as they are and never copied: each is read once for
 * its digest and its checksum, and stands in the result as a part of its own.
 *
 * @throws CoreError `INVALID_ARGUMENT` for options that contradict each other, FormatsError `ASIC_NAME_REFUSED` for names
 * that two readers could take for different files
 * @example
 * ```ts
 * import { seal, type SealedDocument, type Signer } from '@eseal/core';
 * import { asic } from '@eseal/formats/asic';
 *
 * export function sealDelivery(note: Uint8Array, drawing: Blob, signer: Signer): Promise<SealedDocument> {
 *   const contents = [{ name: '図面.dwg', source: drawing }];
 *   const format = asic({ type: 'asic-e', container: 'xades', name: '納品書.pdf', contents });
 *   return seal(note, { signer, format });
 * }
 * ```
 * @see EN 319 162-1 §4
 */
export function asic(options: AsicOptions): SealFormat<PreparedAsic> {
  assertAsicOptions(options);
  return {
    name: 'asic',
    parameters: parametersOf(options),
    prepare: async (document, context) => prepareAsic(requireDocument(document), options, context),
    assemble: assembleAsic,
    async augment(sealed, context) {
      const { augmentAsic } = await import('./augment.ts');
      return augmentAsic(sealed, context);
    },
    store: ({ sealFile }) => sealFile.store(),
    async restore(state, document) {
      const { restoreAsic } = await import('./restore.ts');
      return restoreAsic(state, requireDocument(document), options);
    },
  };
}

/** The options as plain data; what further documents hold is told by the digest that a stored seal has. */
function parametersOf(options: AsicOptions): unknown {
  const contents = options.contents?.map(({ source: _, ...described }) => described);
  return { ...options, contents };
}
