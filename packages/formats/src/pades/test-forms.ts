/**
 * A sealed document with a form for tests: fields of each kind, a comment, and what a forger would like to be left for later.
 *
 * @module
 */
import type { PdfModification } from '@eseal/core/container';
import type { PadesOptions } from './options.ts';
import { parsePades } from './parse/parse.ts';
import { buildTestPdf, testStream } from './pdf/test-documents.ts';
import type { TestSealer } from './test-seals.ts';

const widget = (id: number, entries: string): string =>
  `<</Type/Annot/Subtype/Widget/P 3 0 R/F 4/Rect[50 ${10 * id} 150 ${10 * id + 8}]${entries}>>`;

/** An appearance with a text. */
export function appearanceOf(text: string): string {
  return testStream('/Type/XObject/Subtype/Form/BBox[0 0 100 8]', `BT (${text}) Tj ET`);
}

/** Objects of the document by number. */
export const FORM_OBJECTS: Readonly<Record<number, string>> = {
  1: '<</Type/Catalog/Pages 2 0 R/AcroForm 10 0 R/Outlines 7 0 R/Perms<</UR3 8 0 R>>>>',
  2: '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
  3: '<</Type/Page/Parent 2 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 31 0 R>>>>/Contents[4 0 R 90 0 R]/Annots[20 0 R 21 0 R 23 0 R 26 0 R 24 0 R 25 0 R 27 0 R]>>',
  4: testStream('', 'BT /F 12 Tf (100 yen) Tj ET /X Do'),
  5: '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  7: '<</Type/Outlines>>',
  8: '<<>>',
  10: '<</Fields[20 0 R 21 0 R 22 0 R 24 0 R 25 0 R]/DR<</Font 11 0 R>>/DA(/F 10 Tf 0 g)/CO[25 0 R]>>',
  11: '<</F 5 0 R>>',
  20: widget(20, '/FT/Tx/T(sum)/DA(/F 10 Tf 0 g)/MK<</BC[0]>>/AP<</N 30 0 R>>'),
  21: widget(21, '/FT/Tx/T(note)/AP<</N 31 0 R>>'),
  22: '<</FT/Btn/Ff 49152/T(choice)/Kids[23 0 R 26 0 R]>>',
  23: widget(23, '/Parent 22 0 R/AS/Off/AP<</N<</A 32 0 R/Off 33 0 R>>>>'),
  24: widget(24, '/FT/Sig/T(Second)/SV<</Type/SV/Ff 2/SubFilter[/ETSI.CAdES.detached]>>/Lock 34 0 R'),
  25: widget(25, '/FT/Tx/T(total)/V(100)/AP<</N 35 0 R/D 91 0 R>>'),
  26: widget(26, '/Parent 22 0 R/AS/Off/AP<</N<</B 32 0 R/Off 33 0 R>>>>'),
  27: '<</Type/Annot/Subtype/Text/P 3 0 R/Rect[300 300 320 320]/Contents(checked)>>',
  30: appearanceOf(''),
  31: appearanceOf('note'),
  32: appearanceOf('x'),
  33: appearanceOf(''),
  34: '<</Type/SigFieldLock/Action/Include/Fields[(sum)]>>',
  35: appearanceOf('100'),
};

/** Seals the document. */
export async function sealedForm(
  sealer: TestSealer,
  options: PadesOptions = {},
  changes: Readonly<Record<number, string>> = {},
): Promise<Uint8Array> {
  const pdf = buildTestPdf({ objects: { ...FORM_OBJECTS, ...changes } });
  return (await sealer.seal(pdf, options)).toBytes();
}

/** What was changed after one of the seals of a PDF, by default the first. */
export async function modificationsAfter(pdf: Uint8Array, at = 0): Promise<readonly PdfModification[]> {
  const { signatures } = await parsePades(pdf);
  return signatures[at]?.scope.pdf?.modifications ?? [];
}

/** Kinds of the changes, those that are not permitted with an exclamation mark. */
export async function kindsAfter(pdf: Uint8Array, at = 0): Promise<readonly string[]> {
  return (await modificationsAfter(pdf, at)).map(({ kind, permitted }) => `${kind}${permitted ? '' : '!'}`);
}
