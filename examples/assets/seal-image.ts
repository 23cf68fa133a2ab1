/** A company's square seal (角印): columns from right to left inside a frame. */
import {
  concatTransformationMatrix,
  type PDFFont,
  type PDFPage,
  popGraphicsState,
  pushGraphicsState,
  rgb,
} from 'pdf-lib';

const COLUMNS: readonly string[] = ['株式会社', 'サンプル', '之印'];

/** Every character of the seal. */
export const SEAL_TEXT: string = COLUMNS.join('');

const VERMILION = rgb(0.78, 0.14, 0.1);
const FRAME = 16;
const PADDING = 14;

/** Fills a square page with the seal. */
export function drawSeal(page: PDFPage, font: PDFFont): void {
  const size = page.getWidth();
  page.drawRectangle({
    x: FRAME / 2 + 2,
    y: FRAME / 2 + 2,
    width: size - FRAME - 4,
    height: size - FRAME - 4,
    borderColor: VERMILION,
    borderWidth: FRAME,
  });
  const inset = FRAME + PADDING;
  const width = (size - 2 * inset) / COLUMNS.length;
  COLUMNS.forEach((column, fromRight) => {
    const height = (size - 2 * inset) / column.length;
    [...column].forEach((character, row) => {
      const x = size - inset - (fromRight + 1) * width;
      drawStretched(page, font, character, { x, y: size - inset - (row + 1) * height, width, height });
    });
  });
}

interface Cell {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One character stretched to its cell, as engraved seals fill their square. */
function drawStretched(page: PDFPage, font: PDFFont, character: string, cell: Cell): void {
  const em = 100;
  const descent = 0.12 * em;
  const [scaleX, scaleY] = [(cell.width / em) * 1.02, (cell.height / em) * 1.04];
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(scaleX, 0, 0, scaleY, cell.x, cell.y));
  page.drawText(character, { x: 0, y: descent, size: em, font, color: VERMILION });
  page.pushOperators(popGraphicsState());
}
