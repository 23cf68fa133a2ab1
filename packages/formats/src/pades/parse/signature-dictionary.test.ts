import { concatBytes } from '@eseal/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { PdfReader } from '../pdf/reader.ts';
import { appendTestRevision, buildTestPdf, latin1, pageObjects, toLatin1 } from '../pdf/test-documents.ts';
import { checkSignatures, createTestSealer } from '../test-seals.ts';
import { readSignatures } from './signature-dictionary.ts';

let sealed: Uint8Array;
beforeAll(async () => {
  const sealer = await createTestSealer();
  const once = await (await sealer.seal(buildTestPdf({ objects: pageObjects() }), { certify: 2 })).toBytes();
  sealed = await (await sealer.seal(once)).toBytes();
});

const read = async (pdf: Uint8Array) => readSignatures(await PdfReader.open(pdf));

/** A PDF whose only signature field has this value. */
const withValue = (value: string, type = '/FT/Sig') =>
  buildTestPdf({
    objects: { ...pageObjects(1, '/AcroForm<</Fields[8 0 R]>>'), 8: `<<${type}/T(S)/V 9 0 R>>`, 9: value },
  });

async function problemsOf(value: string): Promise<readonly string[]> {
  const { signatures, problems } = await read(withValue(value));
  return [
    ...problems,
    ...signatures.flatMap((one) => [...one.problems.map(({ message }) => message), ...one.coverage.problems]),
  ];
}

const CMS = `<${'3003020101'}0000>`;

describe('signatures of a PDF', () => {
  it('are found in the order of their revisions, with what they cover', async () => {
    const { signatures, problems } = await read(sealed);
    expect(problems).toEqual([]);
    const [first, second] = signatures;
    expect(signatures).toHaveLength(2);
    expect([first?.revision, second?.revision]).toEqual([2, 3]);
    expect([first?.permission, second?.permission]).toEqual([2, undefined]);
    expect(first?.coverage.problems).toEqual([]);
    expect(second?.coverage.end).toBe(sealed.length);
    expect(first?.coverage.end).toBeLessThan(sealed.length);
    expect(signatures.every(({ dictionaryConsistent }) => dictionaryConsistent)).toBe(true);
    expect(second?.value?.[0]).toBe(0x30);
  });

  it('are not in fields that are empty or of another type', async () => {
    expect((await read(withValue('null'))).signatures).toEqual([]);
    expect((await read(withValue('<<>>', '/FT/Tx'))).signatures).toEqual([]);
    expect((await read(buildTestPdf({ objects: pageObjects() }))).signatures).toEqual([]);
  });

  it('are timestamps by their SubFilter, whatever their Type says', async () => {
    const kindOf = async (entries: string) => (await read(withValue(`<<${entries}>>`))).signatures[0]?.kind;
    expect(await kindOf('/SubFilter/ETSI.RFC3161')).toBe('timestamp');
    expect(await kindOf('/Type/DocTimeStamp/SubFilter/adbe.pkcs7.detached')).toBe('seal');
  });
});

describe('a dictionary that is not what it should be gives facts', () => {
  const COMPLETE = `/Filter/X/SubFilter/ETSI.CAdES.detached/Contents ${CMS}`;

  it.each([
    ['no dictionary', '(x)', /not a dictionary/],
    ['a broken object', '<</A', /cannot be read/],
    ['nothing in it', '<<>>', /Contents is missing/],
    ['P4: /Contents null', '<</Contents null>>', /Contents is missing/],
    ['/Contents of another type', '<</Contents 5>>', /Contents is not a string/],
    ['/Contents by reference', `<</Contents 1 0 R>>`, /Contents is not a string/],
    ['/Contents empty', '<</Contents<>>>', /Contents is not a CMS/],
    ['/Contents of zeros', '<</Contents<0000>>>', /Contents is not a CMS/],
    ['/Contents cut off', '<</Contents<30030201>>>', /Contents is not a CMS/],
    ['/Contents in parentheses', '<</Contents(0\\003\\002\\001\\001)>>', /not written in hexadecimal/],
    ['P10: something behind the value', '<</Contents<30030201010001>>>', /something behind its value/],
    ['no /Filter', `<</Contents ${CMS}>>`, /Filter is missing/],
    ['P23: /Type of a timestamp', `<<${COMPLETE}/Type/DocTimeStamp>>`, /Type is \/DocTimeStamp/],
    ['P4: a key twice', `<<${COMPLETE}/Filter/Y>>`, /Filter occurs twice/],
    ['no /ByteRange', `<<${COMPLETE}>>`, /ByteRange is missing/],
    ['P4: /ByteRange null', `<<${COMPLETE}/ByteRange null>>`, /ByteRange is missing/],
    ['/ByteRange of another type', `<<${COMPLETE}/ByteRange 5>>`, /no list of ranges/],
    ['/ByteRange empty', `<<${COMPLETE}/ByteRange[]>>`, /no list of ranges/],
    ['/ByteRange of one range', `<<${COMPLETE}/ByteRange[0 100]>>`, /not two ranges/],
    ['/ByteRange of three ranges', `<<${COMPLETE}/ByteRange[0 1 2 1 4 1]>>`, /not two ranges/],
    ['/ByteRange of three numbers', `<<${COMPLETE}/ByteRange[0 1 2]>>`, /no list of ranges/],
    ['/ByteRange with a negative number', `<<${COMPLETE}/ByteRange[0 10 20 -5]>>`, /no list of ranges/],
    ['P22: /ByteRange with -0', `<<${COMPLETE}/ByteRange[-0 10 20 5]>>`, /no list of ranges/],
    ['P22: /ByteRange with a real', `<<${COMPLETE}/ByteRange[0 1.0 2 3]>>`, /no list of ranges/],
    [
      '/ByteRange with a huge number',
      `<<${COMPLETE}/ByteRange[0 10 20 99999999999999999999]>>`,
      /no list of ranges/,
    ],
    ['/ByteRange beyond the file', `<<${COMPLETE}/ByteRange[0 10 20 9999999]>>`, /no list of ranges/],
    ['/ByteRange with ranges that overlap', `<<${COMPLETE}/ByteRange[0 100 50 100]>>`, /no list of ranges/],
    [
      '/ByteRange from another place',
      `<<${COMPLETE}/ByteRange[1 10 20 5]>>`,
      /does not begin at the first byte/,
    ],
    [
      '/ByteRange around something else',
      `<<${COMPLETE}/ByteRange[0 10 20 5]>>`,
      /something else than the value/,
    ],
    [
      '/ByteRange into the midst of a revision',
      `<<${COMPLETE}/ByteRange[0 10 20 5]>>`,
      /does not end where a revision ends/,
    ],
  ])('%s', async (_, value, message) => {
    expect((await problemsOf(value)).join('\n')).toMatch(message);
  });

  it('and still its ranges, as far as they can be digested', async () => {
    const coverage = async (byteRange: string) =>
      (await read(withValue(`<<${COMPLETE}/ByteRange${byteRange}>>`))).signatures[0]?.coverage;
    expect(await coverage('[0 100]')).toMatchObject({
      ranges: [{ start: 0, end: 100 }],
      byteRange: undefined,
    });
    expect(await coverage('[0 10 20 5]')).toMatchObject({ byteRange: [0, 10, 20, 5], end: 25 });
  });
});

describe('attacks on a sealed PDF', () => {
  const validity = async (pdf: Uint8Array) => (await checkSignatures(pdf)).map(({ valid }) => valid);

  it('P3: moving the second range behind other content leaves out more than the value', async () => {
    const [first] = (await read(sealed)).signatures;
    const [, , second = 0, length = 0] = first?.coverage.byteRange ?? [];
    const text = toLatin1(sealed);
    const wider = text.replace(`${second} ${length}]`, `${second + 1} ${length - 1}]`);
    expect(await validity(latin1(wider))).toEqual([false, false]);
  });

  /** The first signature dictionary, as written, and its number. */
  function firstDictionary(): [reference: number, dictionary: string] {
    const [, reference = '', dictionary = ''] =
      toLatin1(sealed).match(/(\d+) 0 obj\n(<<\/Type\/Sig.*>>)\nendobj/) ?? [];
    return [Number(reference), dictionary];
  }

  it('repeating the dictionary in a later revision changes nothing, changing any entry does', async () => {
    const [reference, dictionary] = firstDictionary();
    const repeated = appendTestRevision(sealed, { [reference]: dictionary }, { size: 60 });
    expect(await validity(repeated)).toEqual([true, true]);
    const renamed = dictionary.replace('/M(D:2', '/M(D:1');
    const [first] = await checkSignatures(appendTestRevision(sealed, { [reference]: renamed }, { size: 60 }));
    expect([first?.valid, first?.dictionaryConsistent]).toEqual([false, false]);
  });

  it('P3: putting the value where it is not the one that is left out is seen', async () => {
    const [reference, dictionary] = firstDictionary();
    const other = dictionary.replace(/\/Contents<../, '/Contents<31');
    const [first] = await checkSignatures(appendTestRevision(sealed, { [reference]: other }, { size: 60 }));
    expect(first?.coverage.problems.join()).toMatch(/something else than the value/);
    expect([first?.valid, first?.dictionaryConsistent]).toEqual([false, false]);
  });

  it('P7: replacing the dictionary in a later revision is seen as inconsistent', async () => {
    const reference = Number(toLatin1(sealed).match(/\/V (\d+) 0 R/)?.[1]);
    const [first] = (await read(sealed)).signatures;
    const ranges = first?.coverage.byteRange?.join(' ');
    const replaced = `<</Type/Sig/Filter/X/SubFilter/ETSI.CAdES.detached/ByteRange[${ranges}]/Contents ${CMS}>>`;
    const [checked] = (await read(appendTestRevision(sealed, { [reference]: replaced }, { size: 60 })))
      .signatures;
    expect(checked?.dictionaryConsistent).toBe(false);
  });

  it('taking a signature away is seen as one signature less', async () => {
    const field = Number(toLatin1(sealed).match(/(\d+) 0 obj\n<<\/Type\/Annot/)?.[1]);
    const emptied = appendTestRevision(sealed, { [field]: '<</FT/Sig/T(x)>>' }, { size: 60 });
    expect(await validity(emptied)).toEqual([true]);
  });

  it('bytes behind the last revision, and a cut through it, are seen', async () => {
    const [, longer] = await checkSignatures(concatBytes([sealed, latin1('%junk\n')]));
    expect(longer?.coverage.end).toBe(sealed.length);
    await expect(read(sealed.subarray(0, sealed.length - 40))).rejects.toMatchObject({
      code: 'PDF_XREF_BROKEN',
    });
  });
});
