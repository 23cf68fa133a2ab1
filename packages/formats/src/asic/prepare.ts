/**
 * From documents, or from a container, to the bytes to be signed.
 *
 * @module
 */
import type { DocumentSource, PrepareContext } from '@eseal/core';
import { defaultDigest } from '../xades/sealer.ts';
import type { PreparedAsic } from './laid-out-container.ts';
import { layOutContainer } from './lay-out.ts';
import type { AsicOptions } from './options.ts';

/** Builds the bytes to be signed. */
export function prepareAsic(
  document: DocumentSource,
  options: AsicOptions,
  context: PrepareContext,
): Promise<PreparedAsic> {
  const { algorithm, signal } = context;
  return layOutContainer(document, options, {
    begin: (format, covered) => format.prepare(covered, context),
    manifestDigest: () => defaultDigest(algorithm),
    ...(signal && { signal }),
  });
}
