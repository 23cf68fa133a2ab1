import { describe, expect, it } from 'vitest';
import { readCatalog } from '../catalog.ts';
import { PdfReader } from '../pdf/reader.ts';
import { buildTestPdf, pageObjects } from '../pdf/test-documents.ts';
import { explainExtensions, findTrailerChange, isLaterVersion } from './explain-catalog.ts';
import { appendUpdate } from './test-updates.ts';

const open = (catalog = '', trailer = '', objects: Record<number, string> = {}) =>
  PdfReader.open(buildTestPdf({ objects: { ...pageObjects(1, catalog), ...objects }, trailer }));

const catalogOf = async (catalog: string) => (await readCatalog(await open(catalog))).dictionary;

async function trailerChange(then: string, now: string, explained: readonly string[] = []) {
  return findTrailerChange(await open('', then), await open('', now), explained);
}

describe('the trailer', () => {
  it('may change in what is private, or about the section', async () => {
    expect(await trailerChange('/Private 1', '/Private 2')).toBeUndefined();
    expect(await trailerChange('/ID[<01><02>]', '/ID[<03><04>]')).toBeUndefined();
  });

  it.each(['Info', 'AuthCode'])('must not change in /%s unless that is explained', async (key) => {
    expect(await trailerChange('', `/${key} 9 0 R`)).toBe(key);
    expect(await trailerChange('', `/${key} 9 0 R`, [key])).toBeUndefined();
  });

  it('may grow in size, and never shrink', async () => {
    const before = buildTestPdf({ objects: pageObjects() });
    const [small, large] = [
      await PdfReader.open(before),
      await PdfReader.open(appendUpdate(before, { 4: '1' })),
    ];
    expect(await findTrailerChange(small, large, [])).toBeUndefined();
    expect(await findTrailerChange(large, small, [])).toBe('Size');
  });
});

/** The object that explained extensions are, by the entries of the catalog before and after. */
async function extensions(then: string, now: string, objects: Record<number, string> = {}) {
  const [before, after] = [await open(then, '', objects), await open(now, '', objects)];
  const catalogs = [(await readCatalog(before)).dictionary, (await readCatalog(after)).dictionary] as const;
  return explainExtensions(before, after, catalogs);
}

describe('the extensions of a document', () => {
  const ETSI = '/ESIC<</BaseVersion/1.7/ExtensionLevel 2>>';

  it('may come to declare what seals are', async () => {
    expect(await extensions('', `/Extensions<<${ETSI}>>`)).toEqual([]);
    expect(await extensions('/Extensions<</OTHR<<>>>>', `/Extensions<</OTHR<<>>${ETSI}>>`)).toEqual([]);
    expect(await extensions('', '')).toEqual([]);
  });

  it('may be an object of their own, the same as before', async () => {
    const objects = { 9: `<<${ETSI}>>` };
    expect(await extensions('/Extensions 9 0 R', '/Extensions 9 0 R', objects)).toEqual([9]);
    expect(await extensions('', '/Extensions 9 0 R', objects)).toBeUndefined();
  });

  it.each([
    ['of another developer', '', '/Extensions<</OTHR<<>>>>'],
    ['that lead elsewhere', '', '/Extensions<</ESIC<</URL 3 0 R>>>>'],
    ['that are gone', `/Extensions<<${ETSI}>>`, ''],
  ])('are not explained with changes %s', async (_, then, now) => {
    expect(await extensions(then, now)).toBeUndefined();
  });
});

describe('the version in the catalog', () => {
  it.each([
    ['', '/Version/1.7', true],
    ['/Version/1.7', '/Version/2.0', true],
    ['/Version/2.0', '/Version/1.7', false],
    ['/Version/1.7', '/Version/1.7', false],
    ['/Version/1.7', '', false],
    ['', '/Version/9.9', false],
    ['', '/Version(1.7)', false],
  ])('from "%s" to "%s" is a later one: %s', async (then, now, expected) => {
    expect(isLaterVersion(await catalogOf(then), await catalogOf(now))).toBe(expected);
  });
});
