import { utf8 } from '@eseal/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseXades } from './parse.ts';
import { idsOf, outcomesOf, parseOne } from './test-parsing.ts';
import { ENVELOPED, EXCLUSIVE, signatureXml } from './test-signature.ts';

describe('references that lead out of the document', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('X10: are never fetched', async () => {
    const fetch = vi.spyOn(globalThis, 'fetch');
    for (const uri of [
      'http://localhost:9/a',
      'https://127.0.0.1/',
      'file:///etc/hosts',
      '//localhost/a',
      'data:,x',
    ]) {
      const document = await signatureXml({ references: [{ uri, over: 'x' }] });
      expect(await outcomesOf(await parseOne(document))).toEqual(['reference missing']);
    }
    expect(fetch).not.toHaveBeenCalled();
  });

  it('take the content of their name, escapes resolved', async () => {
    const document = await signatureXml({
      references: [
        { uri: '%E8%AB%8B%E6%B1%82%20%E6%9B%B8.txt', over: 'a' },
        { uri: 'b.txt', over: 'b' },
        { uri: 'c.txt', over: 'c' },
      ],
    });
    const contents = [
      { name: 'b.txt', source: utf8('b') },
      { name: '請求 書.txt', source: utf8('a') },
    ];
    expect(await outcomesOf(await parseOne(document, contents))).toEqual([
      'reference intact',
      'reference intact',
      'reference missing',
    ]);
  });

  it('take a single content whatever it is called, and say so', async () => {
    const document = await signatureXml({ references: [{ uri: 'a.txt', over: 'a' }] });
    const named = await parseOne(document, [{ name: 'z.txt', source: utf8('a') }]);
    expect(await outcomesOf(named)).toEqual(['reference intact']);
    expect(idsOf(named)).toContain('CONTENT_NAME_DIFFERS');
    const unnamed = await parseOne(document, [{ source: utf8('a') }]);
    expect(idsOf(unnamed)).not.toContain('CONTENT_NAME_DIFFERS');
    expect(await outcomesOf(await parseOne(document, [{ source: utf8('b') }]))).toEqual(['reference broken']);
  });

  it('do not take a content that another reference names', async () => {
    const document = await signatureXml({
      references: [
        { uri: 'a.txt', over: 'a' },
        { uri: 'b.txt', over: 'b' },
      ],
    });
    expect(await outcomesOf(await parseOne(document, [{ name: 'a.txt', source: utf8('a') }]))).toEqual([
      'reference intact',
      'reference missing',
    ]);
  });

  it('without a URI are of the content without a name', async () => {
    const document = await signatureXml({ references: [{ over: 'a' }] });
    const contents = [{ name: 'b', source: utf8('b') }, { source: utf8('a') }];
    expect(await outcomesOf(await parseOne(document, contents))).toEqual(['reference intact']);
    expect(await outcomesOf(await parseOne(document))).toEqual(['reference missing']);
  });

  it('are transformed like any other', async () => {
    const document = await signatureXml({
      references: [{ uri: 'a.xml', transforms: [EXCLUSIVE], over: '<a b="1"></a>' }],
    });
    const given = (text: string) => [{ name: 'a.xml', source: utf8(text) }];
    expect(await outcomesOf(await parseOne(document, given("<a  b='1'/>")))).toEqual(['reference intact']);
    expect(await outcomesOf(await parseOne(document, given('<a  b="2"/>')))).toEqual(['reference broken']);
    const broken = await parseOne(document, given('<a'));
    expect(await outcomesOf(broken)).toEqual(['reference broken']);
    expect(idsOf(broken)).toContain('XML_REFERENCE_NOT_TRANSFORMED');
  });

  it('can be held against a digest, not through transforms', async () => {
    const { digestBytes } = await import('@eseal/core/crypto');
    const digest = async (text: string) => [
      { source: { algorithm: 'SHA-256' as const, digest: await digestBytes('SHA-256', utf8(text)) } },
    ];
    const plain = await signatureXml({ references: [{ uri: 'a', over: 'a' }] });
    expect(await outcomesOf(await parseOne(plain, await digest('a')))).toEqual(['reference intact']);
    expect(await outcomesOf(await parseOne(plain, await digest('b')))).toEqual(['reference broken']);
    const canonical = await signatureXml({
      references: [{ uri: 'a', transforms: [EXCLUSIVE], over: '<a></a>' }],
    });
    expect(await outcomesOf(await parseOne(canonical, await digest('<a></a>')))).toEqual([
      'reference intact',
    ]);
    const other = await parseOne(canonical, await digest('<a/>'));
    expect(await outcomesOf(other)).toEqual(['reference missing']);
    expect(idsOf(other)).toContain('XML_REFERENCE_NOT_TRANSFORMED');
  });

  it('that there are none of leave a content unused, and say so', async () => {
    const document = await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '' }] });
    const contents = [{ name: '', source: utf8('a') }];
    const { findings } = await parseXades(utf8(`<a>${document}</a>`), { contents });
    expect(findings.map(({ id }) => id)).toEqual(['CONTENT_NOT_USED']);
  });
});
