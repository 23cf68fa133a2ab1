import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, pageObjects, testStream } from '../pdf/test-documents.ts';
import { nameChange, namePage } from './name-change.ts';

const OBJECTS: Record<number, string> & { 4: string } = {
  ...pageObjects(2, '/Names 9 0 R'),
  4: '<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F 7 0 R>>>>/Annots[8 0 R]>>',
  6: testStream('', 'f'),
  7: '<</Type/Font>>',
  8: '<</Type/Annot/Subtype/Text>>',
  9: '<</Dests 11 0 R>>',
  11: '<<>>',
};

async function name(
  id: number,
  changed: string,
  more: Record<number, string> = {},
  objects: Record<number, string> = OBJECTS,
) {
  const pdf = buildTestPdf({ objects });
  const [before, after] = [
    await PdfReader.open(pdf),
    await PdfReader.open(appendTestRevision(pdf, { [id]: changed, ...more }, { size: 50 })),
  ];
  const [then, now] = [await readCatalog(before), await readCatalog(after)];
  const states = { before, after, catalogBefore: then.dictionary, catalogAfter: now.dictionary };
  const update = { ...states, catalogId: 1, changes: new Map([[id, 'changed' as const]]), signed: new Map() };
  return (await namePage(update, id)) ?? [await nameChange(update, id)];
}

describe('a change that is not explained', () => {
  it('is one of what a page shows where its contents or resources lead', async () => {
    expect(await name(6, testStream('', 'g'))).toEqual([
      { kind: 'visual', object: 'Root.Pages.Kids[1].Contents', page: 2 },
    ]);
    expect(await name(7, '<</Type/Font/X 1>>')).toMatchObject([{ kind: 'visual', page: 2 }]);
    expect(await name(4, OBJECTS[4].replace('6 0 R', '7 0 R'))).toEqual([
      { kind: 'visual', object: 'page 2 /Contents', page: 2 },
    ]);
  });

  it('is one of the pages where these are others', async () => {
    const tree = pageObjects(2)[2] ?? '';
    expect(await name(2, tree.replace('[3 0 R 4 0 R]', '[3 0 R]'))).toEqual([
      { kind: 'page', object: 'page 2', page: 2 },
    ]);
    expect(await name(2, tree.replace('[3 0 R 4 0 R]', '[4 0 R 3 0 R]'))).toEqual([
      { kind: 'page', object: 'object 2 of the page tree' },
    ]);
  });

  it('is one of the pages where their list is an object of its own', async () => {
    const objects = {
      ...OBJECTS,
      2: (OBJECTS[2] ?? '').replace('[3 0 R 4 0 R]', ' 12 0 R'),
      12: '[3 0 R 4 0 R]',
    };
    expect(await name(12, '[3 0 R]', {}, objects)).toEqual([{ kind: 'page', object: 'Root.Pages.Kids' }]);
  });

  it('is named by its place otherwise', async () => {
    expect(await name(11, '<</A 1>>')).toEqual([{ kind: 'undefined', object: 'Root.Names.Dests' }]);
    expect(await name(8, '<<>>')).toEqual([{ kind: 'undefined', object: 'Root.Pages.Kids[1].Annots[0]' }]);
    expect(await name(3, OBJECTS[4].replace(/\/Contents.*/, '/Resources<<>>/AA<<>>>>'))).toEqual([
      { kind: 'undefined', object: 'page 1 /AA', page: 1 },
    ]);
    expect(await name(40, '(x)')).toEqual([{ kind: 'undefined', object: 'object 40' }]);
  });
});
