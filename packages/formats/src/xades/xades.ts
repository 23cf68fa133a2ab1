/**
 * XAdES baseline seals: XML signatures in, around or beside documents (EN 319 132-1).
 *
 * What a seal at B-B does not need is loaded when it is needed, so that a page that only seals loads little.
 *
 * @module
 */
import type { SealFormat } from '@eseal/core';
import { assembleXades } from './assemble.ts';
import { assertXadesOptions } from './check-options.ts';
import type { XadesOptions } from './options.ts';
import { type PreparedXades, prepareXades } from './prepare.ts';
import { createSealers } from './sealer.ts';
import { storeXades } from './store.ts';

/**
 * The XAdES format, from B-B to B-LTA. An XML document is never rewritten: an enveloped seal is inserted, everything else
 * stays as it was received, byte for byte. Anything may be sealed by an enveloping or a detached seal; a detached one
 * reads its documents once and in constant memory.
 *
 * Enveloped seals leave out every other seal of the document, so that further ones can be added; a document whose seals
 * would break is refused.
 *
 * @throws CoreError `INVALID_ARGUMENT` for options that contradict each other or make a malformed seal
 * @example
 * ```ts
 * import { seal, type SealedDocument, type Signer } from '@eseal/core';
 * import { xades } from '@eseal/formats/xades';
 *
 * export function sealInvoice(xml: Uint8Array, signer: Signer): Promise<SealedDocument> {
 *   return seal(xml, { signer, format: xades({ place: { kind: 'ubl-extensions' } }) });
 * }
 * ```
 * @see EN 319 132-1 §6
 */
export function xades(options: XadesOptions = {}): SealFormat<PreparedXades> {
  return createFormat(options, undefined);
}

/**
 * Detached seals in a file that holds seals: a further one becomes the last child of its root.
 *
 * @param options - without `packaging`
 * @param holder - the file, in UTF-8, with or without seals
 * @throws CoreError `INVALID_ARGUMENT` as {@link xades}
 */
export function xadesInFile(options: XadesOptions, holder: Uint8Array): SealFormat<PreparedXades> {
  return createFormat({ ...options, packaging: 'detached' }, holder);
}

function createFormat(options: XadesOptions, holder: Uint8Array | undefined): SealFormat<PreparedXades> {
  assertXadesOptions(options);
  const sealerFor = createSealers(options);
  return {
    name: 'xades',
    parameters: parametersOf(options),
    async prepare(document, context) {
      const sealer = await sealerFor(context.certificates, context.algorithm);
      return prepareXades(document, { options, sealer, holder }, context);
    },
    assemble: assembleXades,
    async augment(sealed, context) {
      const { augmentXades } = await import('./augment/augment.ts');
      return augmentXades(sealed, context, options);
    },
    store: storeXades,
    async restore(state, document) {
      const { readXadesState, restoreXades } = await import('./state.ts');
      const stored = readXadesState(state);
      const sealer = await sealerFor(stored.certificates, stored.algorithm);
      return restoreXades(stored, document, { options, sealer, holder });
    },
  };
}

/** The options as plain data; what further documents hold is told by the digest that a stored seal has. */
function parametersOf(options: XadesOptions): unknown {
  const packaging = options.packaging ?? 'enveloped';
  const contents = options.contents?.map(({ source: _, ...described }) => described);
  return { ...options, packaging, contents };
}
