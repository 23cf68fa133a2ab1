/**
 * A stored seal of a container made ready for its value again: what is stored is the seal itself, everything around it
 * follows from the documents.
 *
 * @module
 */
import type { DocumentSource } from '@eseal/core';
import { readCadesState } from '../cades/state.ts';
import { defaultDigest } from '../xades/sealer.ts';
import { readXadesState } from '../xades/state.ts';
import type { PreparedAsic } from './laid-out-container.ts';
import { layOutContainer } from './lay-out.ts';
import type { AsicOptions } from './options.ts';

/**
 * A stored seal with its documents again.
 *
 * @throws CoreError `STATE_INVALID`, `DOCUMENT_CHANGED`
 */
export function restoreAsic(
  state: Uint8Array,
  document: DocumentSource,
  options: AsicOptions,
): Promise<PreparedAsic> {
  const { algorithm } = options.container === 'cades' ? readCadesState(state) : readXadesState(state);
  return layOutContainer(document, options, {
    begin: (format, covered) => format.restore(state, covered),
    manifestDigest: () => defaultDigest(algorithm),
  });
}
