import { describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, latin1, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { findRewrittenPart, readObjectStreamParts } from './object-stream-parts.ts';

const PACKED = buildTestPdf({
  objects: { ...pageObjects(), 10: `99${' '.repeat(20)}` },
  form: 'object-streams',
});
const CONTAINER = 11;

describe('the parts of object streams', () => {
  it('are the streams, and what they refer to', async () => {
    const reader = await PdfReader.open(PACKED);
    expect([...(await readObjectStreamParts(reader)).keys()]).toEqual([CONTAINER]);
    // A length of its own, in place of so much white space behind the objects that nothing else moves.
    const text = toLatin1(PACKED);
    const [written = ''] = /\/Length \d+(?=>>stream\n[^>]*<<\/Type\/Catalog)/.exec(text) ?? [];
    const room = '/Length 9 0 R'.length - written.length;
    const referring = text
      .replace(written, '/Length 9 0 R')
      .replace(new RegExp(` {${room}}\nendstream`), '\nendstream');
    expect(referring).toHaveLength(text.length);
    const lengths = { 9: String(Number(written.slice('/Length '.length)) - room) };
    const update = appendTestRevision(latin1(referring), lengths, { form: 'stream', size: 40 });
    const parts = await readObjectStreamParts(await PdfReader.open(update));
    expect([...parts.keys()]).toEqual([CONTAINER, 9]);
    expect(parts.get(9)).toBe(parts.get(CONTAINER));
  });

  it('are not to be changed by a later section', async () => {
    const later = appendTestRevision(
      PACKED,
      { [CONTAINER]: 'null', 12: 'null' },
      { form: 'stream', size: 40 },
    );
    const reader = await PdfReader.open(later);
    const parts = await readObjectStreamParts(reader);
    const [update] = reader.xref;
    expect(findRewrittenPart(update, new Map([[12, 'new']]), parts)).toBeUndefined();
    expect(findRewrittenPart(update, new Map([[CONTAINER, 'changed']]), parts)).toBe(CONTAINER);
  });
});
