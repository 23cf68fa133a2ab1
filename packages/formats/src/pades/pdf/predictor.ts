/**
 * Predictors of Flate and LZW data (ISO 32000-2 §7.4.4.4).
 *
 * @module
 */
import { FormatsError } from '../../errors.ts';
import { PDF_NULL, type PdfDictionary } from './objects.ts';

function parameter(parameters: PdfDictionary, key: string, fallback: number, maximum: number): number {
  const value = parameters.entries.get(key) ?? PDF_NULL;
  if (value.kind === 'null') return fallback;
  if (value.kind !== 'integer' || value.value < 1 || value.value > maximum) {
    throw new FormatsError('PDF_SYNTAX', `the filter parameter /${key} is not possible`);
  }
  return value.value;
}

/**
 * What a predictor left, undone.
 *
 * @throws FormatsError `PDF_FILTER_UNSUPPORTED` for that of TIFF, which is for images, `PDF_SYNTAX`
 */
export function undoPredictor(data: Uint8Array, parameters: PdfDictionary): Uint8Array {
  const predictor = parameter(parameters, 'Predictor', 1, 15);
  if (predictor === 1) return data;
  if (predictor < 10)
    throw new FormatsError(
      'PDF_FILTER_UNSUPPORTED',
      'a structure of the PDF is stored with the TIFF predictor',
    );
  const bits = parameter(parameters, 'Colors', 1, 64) * parameter(parameters, 'BitsPerComponent', 8, 16);
  const rowLength = Math.ceil((parameter(parameters, 'Columns', 1, 1 << 20) * bits) / 8);
  return undoPngPredictor(data, rowLength, Math.max(1, bits >> 3));
}

/** Undoes the row filters of PNG; the predictor of each row stands in its first byte (RFC 2083 §6). */
function undoPngPredictor(data: Uint8Array, rowLength: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (rowLength + 1));
  const out = new Uint8Array(data.length - rows);
  for (let row = 0, to = 0; row < rows; row++) {
    const rowStart = row * (rowLength + 1);
    const kind = data[rowStart] as number;
    if (kind > 4) throw new FormatsError('PDF_SYNTAX', 'a row has an unknown predictor');
    const rowEnd = Math.min(rowStart + 1 + rowLength, data.length);
    for (let from = rowStart + 1; from < rowEnd; from++, to++) {
      const hasLeft = from - rowStart > pixel;
      const left = hasLeft ? (out[to - pixel] as number) : 0;
      const up = row > 0 ? (out[to - rowLength] as number) : 0;
      const corner = row > 0 && hasLeft ? (out[to - rowLength - pixel] as number) : 0;
      out[to] = (data[from] as number) + predict(kind, left, up, corner);
    }
  }
  return out;
}

function predict(kind: number, left: number, up: number, corner: number): number {
  switch (kind) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default:
      return paeth(left, up, corner);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const toLeft = Math.abs(estimate - left);
  const toUp = Math.abs(estimate - up);
  const toCorner = Math.abs(estimate - corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
