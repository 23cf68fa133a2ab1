/**
 * What has to be undone before a structure of a PDF can be read: object streams, cross-reference streams, certificates
 * and revocation data (ISO 32000-2 §7.4). The filters of images do not occur there, and page content is never decoded.
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { undoAscii85, undoAsciiHex, undoRunLength } from './ascii-filters.ts';
import { inflate } from './inflate.ts';
import { undoLzw } from './lzw.ts';
import { entry, PDF_NULL, type PdfDictionary, type PdfObject, type PdfStream } from './objects.ts';
import { undoPredictor } from './predictor.ts';
import type { WorkBudget } from './work-budget.ts';

/** Most filters one upon the other. */
const MAX_FILTERS = 8;

/** Undoes a filter; no more than `limit` bytes may come out. */
type Decoder = (data: Uint8Array, limit: number, parameters: PdfDictionary | undefined) => Uint8Array;

const flate: Decoder = (data, limit, parameters) => predicted(inflate(data, limit), parameters);
const lzw: Decoder = (data, limit, parameters) =>
  predicted(undoLzw(data, limit, isEarly(parameters)), parameters);

/** Decoders by the names of their filters, abbreviations of inline images included, as readers take them. */
const DECODERS: ReadonlyMap<string, Decoder> = new Map([
  ['FlateDecode', flate],
  ['Fl', flate],
  ['LZWDecode', lzw],
  ['LZW', lzw],
  ['ASCIIHexDecode', undoAsciiHex],
  ['AHx', undoAsciiHex],
  ['ASCII85Decode', undoAscii85],
  ['A85', undoAscii85],
  ['RunLengthDecode', undoRunLength],
  ['RL', undoRunLength],
  // Decryption is done when the stream is read (ISO 32000-2 §7.4.10).
  ['Crypt', (data) => data],
]);

/**
 * The data of a stream with its filters undone.
 *
 * @param limit - most bytes that may come out, of each filter
 * @throws FormatsError `PDF_FILTER_UNSUPPORTED`, `PDF_SYNTAX` or `PDF_LIMIT_EXCEEDED`
 */
export function decodeStream({ dictionary, bytes }: PdfStream, limit: number): Uint8Array {
  const filters = listOf(entry(dictionary, 'Filter'));
  const parameters = listOf(entry(dictionary, 'DecodeParms'));
  if (dictionary.entries.has('F')) throw unsupported('external data');
  if (filters.length > MAX_FILTERS) {
    throw new FormatsError('PDF_LIMIT_EXCEEDED', `a stream has more than ${MAX_FILTERS} filters`);
  }
  return filters.reduce<Uint8Array>((data, filter, at) => {
    const decoder = filter.kind === 'name' ? DECODERS.get(filter.value) : undefined;
    if (decoder === undefined)
      throw unsupported(filter.kind === 'name' ? `/${filter.value}` : 'a filter without name');
    const own = parameters[at];
    return decoder(data, limit, own?.kind === 'dictionary' ? own : undefined);
  }, bytes);
}

/** Most bytes that one byte of any filter can become, and so what data that turn out broken may have cost. */
const MAX_EXPANSION = 4096;

/** The same within what is left for the whole file. */
export function decodeWithin(stream: PdfStream, limit: number, budget: WorkBudget): Uint8Array {
  const most = Math.min(limit, budget.left);
  try {
    const data = decodeStream(stream, most);
    budget.spend(data.length);
    return data;
  } catch (error) {
    budget.spend(Math.min(most, MAX_EXPANSION * stream.bytes.length));
    throw error;
  }
}

function unsupported(what: string): FormatsError {
  return new FormatsError('PDF_FILTER_UNSUPPORTED', `a structure of the PDF is stored with ${what}`);
}

function listOf(object: PdfObject): readonly PdfObject[] {
  if (object.kind === 'array') return object.items;
  return object.kind === 'null' ? [] : [object];
}

function predicted(data: Uint8Array, parameters: PdfDictionary | undefined): Uint8Array {
  return parameters === undefined ? data : undoPredictor(data, parameters);
}

/** Whether codes of LZW grow one entry early, which is the default (ISO 32000-2 Table 8). */
function isEarly(parameters: PdfDictionary | undefined): boolean {
  const value = parameters?.entries.get('EarlyChange') ?? PDF_NULL;
  return value.kind !== 'integer' || value.value !== 0;
}
