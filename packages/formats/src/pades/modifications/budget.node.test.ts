/** Files whose later revisions are made to take time: each is judged, or given up, soon. */
import { beforeAll, describe, expect, it } from 'vitest';
import { SOON, startStopwatch } from '../../test-stopwatch.ts';
import { buildTestPdf, latin1, testStream, toLatin1 } from '../pdf/test-documents.ts';
import { FORM_OBJECTS, modificationsAfter, sealedForm } from '../test-forms.ts';
import { createTestSealer, type TestSealer } from '../test-seals.ts';
import { appendUpdate, objectText } from './test-updates.ts';

const MEMORY = 200_000_000;

let sealer: TestSealer;
let sealed: Uint8Array;
beforeAll(async () => {
  sealer = await createTestSealer();
  sealed = await sealedForm(sealer);
});

/** Updates one after another, written at once. */
function appendMany(
  pdf: Uint8Array,
  count: number,
  objectsOf: (at: number) => Record<number, string>,
): Uint8Array {
  const parts = [toLatin1(pdf)];
  let length = pdf.length;
  let previous = [...(parts[0] ?? '').matchAll(/startxref\s+(\d+)/g)].at(-1)?.[1] ?? '';
  for (let at = 0; at < count; at++) {
    let [body, rows] = ['', ''];
    for (const [id, object] of Object.entries(objectsOf(at))) {
      rows += `${id} 1\n${String(length + body.length).padStart(10, '0')} 00000 n \n`;
      body += `${id} 0 obj\n${object}\nendobj\n`;
    }
    const start = String(length + body.length);
    body += `xref\n${rows}trailer\n<</Size 90000/Root 1 0 R/Prev ${previous}>>\nstartxref\n${start}\n%%EOF\n`;
    previous = start;
    length += body.length;
    parts.push(body);
  }
  return latin1(parts.join(''));
}

async function judged(pdf: Uint8Array) {
  const [heap, taken] = [process.memoryUsage().heapUsed, startStopwatch()];
  const modifications = await modificationsAfter(pdf);
  expect(taken()).toBeLessThan(SOON);
  expect(process.memoryUsage().heapUsed - heap).toBeLessThan(MEMORY);
  return modifications;
}

const filled = (at: number): Record<number, string> => ({
  20: objectText(sealed, 20).replace(/>>$/, `/V(${at})>>`),
  30: testStream('/Subtype/Form/BBox[0 0 9 9]', `(${at}) Tj`),
});

describe('P16: later revisions', () => {
  it('of which there are hundreds are told one by one', async () => {
    expect(await judged(appendMany(sealed, 200, filled))).toHaveLength(200);
  });

  it('of which there are too many for the size of the file are not known to be permitted', async () => {
    const modifications = await judged(appendMany(sealed, 1500, filled));
    expect(modifications.at(-1)).toMatchObject({ kind: 'undefined', permitted: false });
  });

  it('that write a document of many objects anew are given up', async () => {
    const objects: Record<number, string> = { ...FORM_OBJECTS };
    for (let id = 1000; id < 51_000; id++) objects[id] = `<</N ${id + 1} 0 R>>`;
    const pdf = (await sealer.seal(buildTestPdf({ objects }))).toBytes();
    const again = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [1000 + at, '(x)']));
    const found = await judged(appendUpdate(await pdf, again));
    expect(found).toMatchObject([{ kind: 'undefined', object: 'more than 10000 objects', permitted: false }]);
  });
});
