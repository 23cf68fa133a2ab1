import { utf8 } from '@eseal/core';
import type { DetachedContent } from '@eseal/core/container';
import { describe, expect, it } from 'vitest';
import { errorsOf, idsOf, outcomesOf, parseOne, parseText } from './test-parsing.ts';
import {
  ENVELOPED,
  EXCLUSIVE,
  propertiesReference,
  propertiesXml,
  referenceXml,
  signatureXml,
} from './test-signature.ts';

describe('references', () => {
  const inside = async (reference: Parameters<typeof referenceXml>[0], content: string): Promise<string> =>
    `<a>${content}${await signatureXml({ references: [reference] })}</a>`;

  it('are found by identifier and transformed', async () => {
    const reference = { uri: '#d', transforms: [EXCLUSIVE], over: '<d Id="d">x</d>' };
    expect(await outcomesOf(await parseOne(await inside(reference, '<d Id="d">x</d>')))).toEqual([
      'reference intact',
    ]);
    expect(await outcomesOf(await parseOne(await inside(reference, '<d Id="d">y</d>')))).toEqual([
      'reference broken',
    ]);
    expect(await outcomesOf(await parseOne(await inside(reference, '<d Id="e">x</d>')))).toEqual([
      'reference missing',
    ]);
  });

  it('X11: leave comments out, or keep them when they point by XPointer', async () => {
    const document = '<d Id="d">x<!--c--></d>';
    const kept = `${EXCLUSIVE}WithComments`;
    const byId = (uri: string, over: string) => ({ uri, transforms: [kept], over });
    const cases = [
      byId('#d', '<d Id="d">x</d>'),
      byId("#xpointer(id('d'))", document),
      { uri: '', transforms: [ENVELOPED, kept], over: '<a><d Id="d">x</d></a>' },
      { uri: '#xpointer(/)', transforms: [ENVELOPED, kept], over: `<a>${document}</a>` },
    ];
    for (const one of cases) {
      expect(await outcomesOf(await parseOne(await inside(one, document)))).toEqual(['reference intact']);
    }
  });

  it('X3: are of no element when two have the identifier', async () => {
    const reference = { uri: '#d', transforms: [EXCLUSIVE], over: '<d Id="d">x</d>' };
    for (const other of ['<e Id="d"/>', '<e xml:id="d"/>', '<e ID="d"/>']) {
      const signature = await parseOne(await inside(reference, `<d Id="d">x</d>${other}`));
      expect(await outcomesOf(signature)).toEqual(['reference missing']);
      expect(errorsOf(signature)).toEqual(['XML_ID_REPEATED']);
    }
    const unrelated = await inside(reference, '<d Id="d">x</d><e Id="e"/><e Id="e"/>');
    expect(await outcomesOf(await parseOne(unrelated))).toEqual(['reference intact']);
  });

  it('that lead to nothing, to a pointer that is not followed or through an unknown transform are missing', async () => {
    for (const uri of ['#none', '#xpointer(//d)', '#element(/1)']) {
      const signature = await parseOne(await inside({ uri, over: '' }, '<d/>'));
      expect(await outcomesOf(signature)).toEqual(['reference missing']);
    }
    const xslt = 'http://www.w3.org/TR/1999/REC-xslt-19991116';
    const signature = await parseOne(await inside({ uri: '', transforms: [xslt], over: '' }, '<d/>'));
    expect(await outcomesOf(signature)).toEqual(['reference missing']);
    expect(idsOf(signature)).toContain('XML_REFERENCE_NOT_TRANSFORMED');
  });

  it('X12: of nothing are said to cover nothing', async () => {
    const filter =
      '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">' +
      '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/</f:XPath></ds:Transform>';
    const signature = await parseOne(await inside({ uri: '', transforms: [filter], over: '' }, '<d/>'));
    expect(await outcomesOf(signature)).toEqual(['reference intact']);
    expect(idsOf(signature)).toContain('XML_REFERENCE_EMPTY');
    expect(signature.scope.coversWholeDocument).toBe(false);
  });

  it('X14: too many, or with too many transforms, are refused', async () => {
    const signature = await signatureXml({ references: [] });
    const many = signature.replace('</ds:SignedInfo>', `${'<ds:Reference/>'.repeat(100_000)}$&`);
    await expect(parseText(many)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
    const long = await signatureXml({
      references: [{ uri: '', over: '', transforms: Array.from({ length: 1000 }, () => EXCLUSIVE) }],
    });
    await expect(parseText(long)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
  });

  it('X14: of a whole document again and again are refused before they take long', async () => {
    const reference = { uri: '', transforms: [ENVELOPED, EXCLUSIVE], over: '' };
    const signature = await signatureXml({ references: Array.from({ length: 2000 }, () => reference) });
    const document = `<a>${'<b>0123456789</b>'.repeat(50_000)}${signature}</a>`;
    await expect(parseText(document)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
  });

  it('are those of a signature only where they say that they are of its properties', async () => {
    const lonely = await parseOne(
      await signatureXml({ references: [{ uri: '#K', over: '', transforms: [EXCLUSIVE] }] }),
    );
    expect(await outcomesOf(lonely)).toEqual(['reference missing']);
    const properties = propertiesXml();
    const unsigned = await signatureXml({
      references: [propertiesReference(properties)],
      after: properties.object,
    });
    // Over nothing but its own properties: that the data is missing is a reference that is missing.
    expect(await outcomesOf(await parseOne(unsigned))).toEqual([
      'signed-properties intact',
      'reference missing',
    ]);
  });

  it('to the parts of their signature have kinds of their own', async () => {
    const DS = 'http://www.w3.org/2000/09/xmldsig#';
    const namespace = `xmlns:ds="${DS}"`;
    const parts = [
      ['#K', undefined, `<ds:KeyInfo ${namespace} Id="K"><ds:KeyName>n</ds:KeyName></ds:KeyInfo>`],
      ['#O', `${DS}Object`, `<ds:Object ${namespace} Id="O">x</ds:Object>`],
      [
        '#M',
        `${DS}Manifest`,
        `<ds:Manifest ${namespace} Id="M">${await referenceXml({ uri: '#O', transforms: [EXCLUSIVE], over: `<ds:Object ${namespace} Id="O">x</ds:Object>` })}</ds:Manifest>`,
      ],
      [
        '#Q',
        undefined,
        `<ds:SignatureProperties ${namespace} Id="Q"><ds:SignatureProperty Target="#S"><p/></ds:SignatureProperty></ds:SignatureProperties>`,
      ],
    ] as const;
    const canonical = (text: string): string => text.replace(/<([a-zA-Z:]+)([^<>]*)\/>/g, '<$1$2></$1>');
    const references = parts.map(([uri, type, text]) => ({
      uri,
      ...(type !== undefined && { type }),
      transforms: [EXCLUSIVE],
      over: canonical(text),
    }));
    const wrapped = parts.map(([uri, , text]) =>
      uri === '#M' || uri === '#Q' ? `<ds:Object>${text}</ds:Object>` : text,
    );
    const signature = await parseOne(
      await signatureXml({ references, after: wrapped.join('').replaceAll(` ${namespace}`, '') }),
    );
    expect(await outcomesOf(signature)).toEqual([
      'key-info intact',
      'object intact',
      'manifest intact',
      'signature-properties intact',
      'manifest-entry intact',
    ]);
  });

  it('X16: of a manifest tell of each entry, whatever the manifest says', async () => {
    const entry = await referenceXml({ uri: 'a.txt', over: 'a' });
    const manifest = `<ds:Manifest xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="M">${entry}</ds:Manifest>`;
    const over = manifest.replace(/<([a-zA-Z:]+)([^<>]*)\/>/g, '<$1$2></$1>');
    const type = 'http://www.w3.org/2000/09/xmldsig#Manifest';
    const document = await signatureXml({
      references: [{ uri: '#M', type, transforms: [EXCLUSIVE], over }],
      after: `<ds:Object>${manifest}</ds:Object>`,
    });
    const outcomes = async (contents: readonly DetachedContent[]) =>
      outcomesOf(await parseOne(document, contents));
    const given = (text: string) => [{ name: 'a.txt', source: utf8(text) }];
    expect(await outcomes(given('a'))).toEqual(['manifest intact', 'manifest-entry intact']);
    expect(await outcomes(given('b'))).toEqual(['manifest intact', 'manifest-entry broken']);
    expect(await outcomes([])).toEqual(['manifest intact', 'manifest-entry missing']);
  });

  it('to an object or properties outside of the grammar of their signature are not found', async () => {
    const type = 'http://www.w3.org/2000/09/xmldsig#Object';
    const evil = '<ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="O">x</ds:Object>';
    const reference = { uri: '#O', type, transforms: [EXCLUSIVE], over: evil };
    const document = await signatureXml({ references: [reference], after: `<ds:Object>${evil}</ds:Object>` });
    expect(await outcomesOf(await parseOne(document))).toEqual(['object missing']);
  });
});
