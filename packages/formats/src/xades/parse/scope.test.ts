import { utf8 } from '@eseal/core';
import type { ParsedSignature } from '@eseal/core/container';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestSealer, type TestSealer, textOf } from '../test-seals.ts';
import { parseXades } from './parse.ts';
import { referenceOutcomes } from './test-outcomes.ts';
import { ENVELOPED, EXCLUSIVE, referenceXml, signatureXml } from './test-signature.ts';

const GOOD = '<data Id="d">good</data>';
const EVIL = '<data Id="e">evil</data>';

async function scopeOf(document: string): Promise<ParsedSignature['scope'] & { readonly intact: boolean }> {
  const [signature] = (await parseXades(utf8(document))).signatures;
  if (signature === undefined) throw new Error('there is no signature');
  const outcomes = await referenceOutcomes(signature);
  return { ...signature.scope, intact: outcomes.every(({ intact }) => intact) };
}

const detached = (): Promise<string> =>
  signatureXml({ references: [{ uri: '#d', transforms: [EXCLUSIVE], over: GOOD }] });

/** Signed content moved away and other content put in its place, in eight ways: document, and where the content is then. */
const WRAPPINGS: readonly (readonly [string, (seal: string) => string, string])[] = [
  ['a copy beside the root', (seal) => `<r>${EVIL}<x>${GOOD}</x>${seal}</r>`, '/r/x/data'],
  [
    'the original inside the other',
    (seal) => `<r><data Id="e">evil${GOOD}</data>${seal}</r>`,
    '/r/data/data',
  ],
  ['the original after the seal', (seal) => `<r>${EVIL}${seal}${GOOD}</r>`, '/r/data[2]'],
  ['the original before the other', (seal) => `<r>${GOOD}${EVIL}${seal}</r>`, '/r/data[1]'],
  [
    'the original inside an object of the seal',
    (seal) =>
      `<r>${EVIL}${seal.replace('</ds:Signature>', `<ds:Object>${GOOD}</ds:Object></ds:Signature>`)}</r>`,
    '/r/ds:Signature/ds:Object/data',
  ],
  [
    'the other around seal and original',
    (seal) => `<r><data Id="e">evil${seal}${GOOD}</data></r>`,
    '/r/data/data',
  ],
  [
    'the original in an extension',
    (seal) => `<r><Extensions><Extension>${GOOD}</Extension></Extensions>${EVIL}${seal}</r>`,
    '/r/Extensions/Extension/data',
  ],
  [
    'the seal inside an object of its own',
    (seal) => `<r>${EVIL}<w>${seal}</w><z>${GOOD}</z></r>`,
    '/r/z/data',
  ],
];

describe('signed content that was moved', () => {
  it.each(WRAPPINGS)('X1: is covered where it is, and nothing else: %s', async (_, wrap, path) => {
    expect(await scopeOf(wrap(await detached()))).toEqual({
      coversWholeDocument: false,
      description: path,
      intact: true,
    });
  });

  it('X1, X3: is not found when other content has its identifier', async () => {
    const seal = await detached();
    expect(await scopeOf(`<r>${GOOD}<data Id="d">evil</data>${seal}</r>`)).toEqual({
      coversWholeDocument: false,
      description: 'nothing that was found',
      intact: false,
    });
  });
});

describe('the scope of a signature', () => {
  const enveloped = (over: string, ...transforms: readonly string[]): Promise<string> =>
    signatureXml({ references: [{ uri: '', transforms: [...transforms, EXCLUSIVE], over }] });
  const XPATH = (expression: string): string =>
    '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116">' +
    `<ds:XPath>${expression}</ds:XPath></ds:Transform>`;

  it('is the whole document when only seals are left out', async () => {
    const whole = { coversWholeDocument: true, description: 'the whole document without its seals' };
    expect(await scopeOf(`<r>x${await enveloped('<r>x</r>', ENVELOPED)}</r>`)).toMatchObject(whole);
    const all = XPATH('not(ancestor-or-self::ds:Signature)');
    expect(await scopeOf(`<r>x${await enveloped('<r>x</r>', all)}</r>`)).toMatchObject(whole);
    const byId = await signatureXml({
      references: [{ uri: '#r', transforms: [ENVELOPED, EXCLUSIVE], over: '<r Id="r">x</r>' }],
    });
    expect(await scopeOf(`<r Id="r">x${byId}</r>`)).toMatchObject(whole);
  });

  it('is not the whole document when something else is left out', async () => {
    const partly = XPATH('not(ancestor-or-self::ds:Signature or ancestor-or-self::y)');
    expect(await scopeOf(`<r>x<y>z</y>${await enveloped('<r>x</r>', partly)}</r>`)).toEqual({
      coversWholeDocument: false,
      description: '/ without /r/y',
      intact: true,
    });
  });

  it('is not the whole document when content hides in a signature', async () => {
    const all = XPATH('not(ancestor-or-self::ds:Signature)');
    const seal = await enveloped('<r>x</r>', all);
    const hiding = seal.replace('</ds:Signature>', '<ds:Object><y>evil</y></ds:Object></ds:Signature>');
    for (const document of [`<r>x${hiding}</r>`, `<r>x${seal}${hiding.replaceAll('"S', '"T')}</r>`]) {
      expect(await scopeOf(document)).toMatchObject({ coversWholeDocument: false, intact: true });
    }
  });

  it('is never the whole document by a manifest, whose entries need not hold', async () => {
    const entry = await referenceXml({ uri: '', transforms: [ENVELOPED, EXCLUSIVE], over: '<r>x</r>' });
    const manifest = `<ds:Manifest xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="M">${entry}</ds:Manifest>`;
    const over = manifest.replace(/<([a-zA-Z:]+)([^<>]*)\/>/g, '<$1$2></$1>');
    const type = 'http://www.w3.org/2000/09/xmldsig#Manifest';
    const seal = await signatureXml({
      references: [{ uri: '#M', type, transforms: [EXCLUSIVE], over }],
      after: `<ds:Object>${manifest}</ds:Object>`,
    });
    const scope = {
      coversWholeDocument: false,
      description: 'the whole document without its seals by a manifest',
    };
    expect(await scopeOf(`<r>x${seal}</r>`)).toEqual({ ...scope, intact: true });
    expect(await scopeOf(`<r>y${seal}</r>`)).toEqual({ ...scope, intact: false });
  });

  it('names a few paths and counts the others', async () => {
    const parts = Array.from({ length: 8 }, (_, at) => `<p Id="p${at}"></p>`);
    const seal = await signatureXml({
      references: parts.map((over, at) => ({ uri: `#p${at}`, transforms: [EXCLUSIVE], over })),
    });
    expect((await scopeOf(`<r>${parts.join('')}${seal}</r>`)).description).toBe(
      '/r/p[1], /r/p[2], /r/p[3], /r/p[4], /r/p[5] and 3 more',
    );
  });
});

describe('the scope of seals that are made here', () => {
  let sealer: TestSealer;
  beforeAll(async () => {
    sealer = await createTestSealer();
  });

  it('is the whole document for every packaging of the whole', async () => {
    const document = utf8('<a>請求書</a>');
    for (const options of [{}, { packaging: 'enveloping' as const }]) {
      const sealed = await sealer.sealed(document, options);
      expect((await scopeOf(textOf(sealed))).coversWholeDocument).toBe(true);
    }
    const sealed = await sealer.sealed(document, { packaging: 'detached', name: 'a.xml' });
    const { signatures } = await parseXades(sealed, { contents: [{ name: 'a.xml', source: document }] });
    expect(signatures[0]?.scope.coversWholeDocument).toBe(true);
    expect((await parseXades(sealed)).signatures[0]?.scope).toEqual({
      coversWholeDocument: false,
      description: 'nothing that was found',
    });
  });
});
