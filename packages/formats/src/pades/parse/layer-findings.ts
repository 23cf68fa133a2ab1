/**
 * Layers of a PDF (ISO 32000-2 §8.11.4): what they hide is covered by its seals too, and is shown to whoever switches it on.
 *
 * @module
 */
import type { ParseFinding } from '@eseal/core/container';
import { FormatsError } from '../../errors.ts';
import { readCatalog } from '../catalog.ts';
import { entry, isName, type PdfDictionary } from '../pdf/objects.ts';
import type { PdfReader } from '../pdf/reader.ts';

/** That a document has layers which are not always shown. */
export async function layerFindings(reader: PdfReader): Promise<readonly ParseFinding[]> {
  try {
    const { dictionary } = await readCatalog(reader);
    const layers = await reader.resolveEntry(dictionary, 'OCProperties');
    const shown = layers.kind === 'dictionary' ? await reader.resolveEntry(layers, 'D') : undefined;
    if (shown?.kind !== 'dictionary' || !(await hidesLayers(reader, shown))) return [];
  } catch (error) {
    if (!(error instanceof FormatsError) || error.code === 'PDF_LIMIT_EXCEEDED') throw error;
    return [];
  }
  return [
    {
      id: 'PDF_LAYERS_HIDDEN',
      severity: 'warning',
      message: 'the document has layers that are not shown at first, or only on screen or in print',
      citation: 'ISO 32000-2 §8.11.4.3',
    },
  ];
}

/** Whether the default configuration hides a layer, or lets the use of the document decide (/AS). */
async function hidesLayers(reader: PdfReader, configuration: PdfDictionary): Promise<boolean> {
  const isOff = isName(entry(configuration, 'BaseState'), 'OFF');
  return isOff || (await hasItems(reader, configuration, 'OFF')) || hasItems(reader, configuration, 'AS');
}

async function hasItems(reader: PdfReader, dictionary: PdfDictionary, key: string): Promise<boolean> {
  const list = await reader.resolveEntry(dictionary, key);
  return list.kind === 'array' && list.items.length > 0;
}
