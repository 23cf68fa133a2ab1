import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects, testStream } from '../pdf/test-documents.ts';
import type { DocumentUpdate, ObjectChange } from './changed-objects.ts';
import { explainInformation, explainMetadata } from './explain-metadata.ts';

/** An object 9 before and after, with how the trailer and the catalog refer to it. */
interface State {
  readonly object?: string;
  readonly trailer?: string;
  readonly catalog?: string;
}

const open = ({ object = 'null', trailer = '', catalog = '' }: State) =>
  PdfReader.open(buildTestPdf({ objects: { ...pageObjects(1, catalog), 9: object }, trailer }));

async function update(then: State, now: State, change: ObjectChange): Promise<DocumentUpdate> {
  const [before, after] = [await open(then), await open(now)];
  return {
    before,
    after,
    catalogBefore: (await readCatalog(before)).dictionary,
    catalogAfter: (await readCatalog(after)).dictionary,
    changes: new Map([[9, change]]),
    catalogId: 1,
    signed: new Map(),
  };
}

describe('the information dictionary', () => {
  const trailer = '/Info 9 0 R';
  const information = async (then: string, now: string) =>
    explainInformation(await update({ object: then, trailer }, { object: now, trailer }, 'changed'));

  it('may say when and by what the file was written', async () => {
    expect(await information('<</Title(A)>>', '<</Title(A)/ModDate(D:2026)/Producer(P)>>')).toBe(9);
  });

  it.each([
    ['the title changed', '<</Title(A)>>', '<</Title(B)>>'],
    ['the title is gone', '<</Title(A)>>', '<<>>'],
    ['the date leads elsewhere', '<<>>', '<</ModDate 3 0 R>>'],
    ['it is no dictionary', '<<>>', '[]'],
  ])('is not explained when %s', async (_, then, now) => {
    expect(await information(then, now)).toBeUndefined();
  });

  it('may be a new object where none was, and no object that was something else', async () => {
    const now = { object: '<</Producer(P)>>', trailer };
    expect(await explainInformation(await update({}, now, 'new'))).toBe(9);
    expect(await explainInformation(await update({}, now, 'changed'))).toBeUndefined();
  });
});

describe('the metadata stream', () => {
  const catalog = '/Metadata 9 0 R';
  const XML = '/Type/Metadata/Subtype/XML';
  const metadata = async (entries: string) => {
    const then = { object: testStream(XML, '<x/>'), catalog };
    return explainMetadata(await update(then, { object: testStream(entries, '<y/>'), catalog }, 'changed'));
  };

  it('may change as XML', async () => {
    expect(await metadata(XML)).toBe(9);
  });

  it.each([
    ['is no XML', '/Type/Metadata'],
    ['is an image besides', '/Type/Metadata/Subtype/XML/Width 1'],
    ['leads elsewhere', '/Type/Metadata/Subtype/XML/DecodeParms 3 0 R'],
  ])('is not explained when it %s', async (_, entries) => {
    expect(await metadata(entries)).toBeUndefined();
  });

  it('may be a new object where none was, and no object that was something else', async () => {
    const now = { object: testStream(XML, '<y/>'), catalog };
    expect(await explainMetadata(await update({}, now, 'new'))).toBe(9);
    expect(await explainMetadata(await update({}, now, 'changed'))).toBeUndefined();
  });
});
