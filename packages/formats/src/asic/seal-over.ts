/**
 * What is sealed of a container: documents by a seal in XML, a document or a manifest of documents by one in CMS.
 *
 * @module
 */
import type { SealFormat } from '@eseal/core';
import { cades } from '../cades/cades.ts';
import type { CadesOptions } from '../cades/options.ts';
import type { PreparedCades } from '../cades/prepare.ts';
import type { PreparedXades } from '../xades/prepare.ts';
import { xadesInFile } from '../xades/xades.ts';
import { type CoveredDocument, digestReferences } from './documents.ts';
import type { SealBeginning } from './laid-out-container.ts';
import { buildAsicManifest, EMPTY_XADES_SIGNATURES, MIME_TYPES } from './manifest.ts';
import {
  type AsicWithCadesOptions,
  type AsicWithXadesOptions,
  type ContainedDocument,
  statementsOf,
} from './options.ts';

/** A manifest of documents that are read for it. */
export async function manifestOver(
  documents: readonly CoveredDocument[],
  sealName: string,
  { manifestDigest, signal }: SealBeginning,
): Promise<Uint8Array> {
  const digestAlgorithm = manifestDigest();
  const references = await digestReferences(documents, digestAlgorithm, signal);
  const seal = { name: sealName, mimeType: MIME_TYPES.cades };
  return buildAsicManifest({ digestAlgorithm, references, seal });
}

/** A seal in CMS beside what it covers. */
export function cadesOver(
  options: AsicWithCadesOptions,
  further: Pick<CadesOptions, 'mimeType' | 'parallelTo'> = {},
): SealFormat<PreparedCades> {
  return cades({ ...statementsOf(options), ...further });
}

/** A seal in XML of documents by their names, the first of which is handed to it when it begins. */
export function xadesOver(
  [first, ...others]: readonly [ContainedDocument, ...CoveredDocument[]],
  options: AsicWithXadesOptions,
  holder: Uint8Array = EMPTY_XADES_SIGNATURES,
): SealFormat<PreparedXades> {
  const contents = others.map((each) => ({ ...describe(each), source: each.source }));
  return xadesInFile({ ...statementsOf(options), ...describe(first), contents }, holder);
}

function describe({ mimeType, name }: ContainedDocument): ContainedDocument {
  return { name, ...(mimeType !== undefined && { mimeType }) };
}
