import { utf8 } from '@eseal/core';
import type { DetachedContent, ParsedSignature } from '@eseal/core/container';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parseXades } from './parse.ts';
import { referenceOutcomes } from './test-outcomes.ts';
import {
  ENVELOPED,
  EXCLUSIVE,
  propertiesReference,
  propertiesXml,
  referenceXml,
  SIGNED_PROPERTIES,
  signatureXml,
} from './test-signature.ts';

async function parse(
  document: string,
  contents: readonly DetachedContent[] = [],
): Promise<readonly ParsedSignature[]> {
  return (await parseXades(utf8(document), { contents })).signatures;
}

async function parseOne(
  document: string,
  contents: readonly DetachedContent[] = [],
): Promise<ParsedSignature> {
  const [signature] = await parse(document, contents);
  if (signature === undefined) throw new Error('there is no signature');
  return signature;
}

const idsOf = ({ findings }: ParsedSignature): readonly string[] => findings.map(({ id }) => id);
const errorsOf = ({ findings }: ParsedSignature): readonly string[] =>
  findings.filter(({ severity }) => severity === 'error').map(({ id }) => id);
/** `reference intact`, `object missing`, … of each reference. */
const outcomesOf = async (signature: ParsedSignature): Promise<readonly string[]> =>
  (await referenceOutcomes(signature)).map(
    ({ kind, found, intact }) => `${kind} ${found ? (intact ? 'intact' : 'broken') : 'missing'}`,
  );

describe('an XML document', () => {
  it('without signatures has none', async () => {
    expect(await parseXades(utf8('<a/>'))).toEqual({
      format: 'xades',
      signatures: [],
      timestamps: [],
      findings: [],
    });
  });

  it.each([
    ['XML_SYNTAX', '<a>'],
    ['XML_DTD_REFUSED', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ])('that is refused says %s', async (code, document) => {
    await expect(parse(document)).rejects.toMatchObject({ code });
  });

  it('gives a plain signature as XMLDSig, a signature with qualifying properties as XAdES', async () => {
    const plain = await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '<a></a>' }] });
    expect(await parseOne(`<a>${plain}</a>`)).toMatchObject({
      format: 'XMLDSig',
      form: 'NOT-ETSI',
      claimedTime: undefined,
      counterSignatureOf: null,
      scope: { coversWholeDocument: true },
    });
    const properties = propertiesXml();
    const signature = await parseOne(
      await signatureXml({ references: [propertiesReference(properties)], after: properties.object }),
    );
    expect(signature).toMatchObject({ format: 'XAdES', claimedTime: new Date('2026-01-01T00:00:00Z') });
  });

  it('names signatures by their bytes, equally in every run', async () => {
    const one = await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '<a></a>' }] });
    const [first, second] = await parse(`<a>${one}${one}</a>`);
    expect(first?.id).toMatch(/^S-[0-9a-f]{16}$/);
    expect(second?.id).toBe(`${first?.id}-2`);
    expect((await parseOne(`<a>${one}</a>`)).id).toBe(first?.id);
  });
});

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

  it('leave comments out, or keep them when they point by XPointer (X11)', async () => {
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

  it('are of no element when two have the identifier (X3)', async () => {
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

  it('of nothing are said to cover nothing (X12)', async () => {
    const filter =
      '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">' +
      '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">/</f:XPath></ds:Transform>';
    const signature = await parseOne(await inside({ uri: '', transforms: [filter], over: '' }, '<d/>'));
    expect(await outcomesOf(signature)).toEqual(['reference intact']);
    expect(idsOf(signature)).toContain('XML_REFERENCE_EMPTY');
    expect(signature.scope.coversWholeDocument).toBe(false);
  });

  it('too many, or with too many transforms, are refused (X14)', async () => {
    const signature = await signatureXml({ references: [] });
    const many = signature.replace('</ds:SignedInfo>', `${'<ds:Reference/>'.repeat(100_000)}$&`);
    await expect(parse(many)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
    const long = await signatureXml({
      references: [{ uri: '', over: '', transforms: Array.from({ length: 1000 }, () => EXCLUSIVE) }],
    });
    await expect(parse(long)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
  });

  it('of a whole document again and again are refused before they take long (X14)', async () => {
    const reference = { uri: '', transforms: [ENVELOPED, EXCLUSIVE], over: '' };
    const signature = await signatureXml({ references: Array.from({ length: 2000 }, () => reference) });
    const document = `<a>${'<b>0123456789</b>'.repeat(50_000)}${signature}</a>`;
    await expect(parse(document)).rejects.toMatchObject({ code: 'XML_LIMIT_EXCEEDED' });
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

  it('of a manifest tell of each entry, whatever the manifest says (X16)', async () => {
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

describe('references that lead out of the document', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('are never fetched (X10)', async () => {
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

describe('what could be read in two ways', () => {
  const references = [{ uri: '', transforms: [ENVELOPED], over: '<a></a>' }];
  const changed = async (from: string | RegExp, to: string): Promise<ParsedSignature> =>
    parseOne(`<a>${(await signatureXml({ references })).replace(from, to)}</a>`);

  it.each([
    ['a second SignedInfo', '<ds:SignatureValue', '<ds:SignedInfo></ds:SignedInfo><ds:SignatureValue'],
    [
      'a second SignatureValue',
      '</ds:Signature>',
      '<ds:SignatureValue>BBBB</ds:SignatureValue></ds:Signature>',
    ],
    ['a second DigestValue', '</ds:Reference>', '<ds:DigestValue>BBBB</ds:DigestValue></ds:Reference>'],
    ['second Transforms', '<ds:DigestMethod', '<ds:Transforms></ds:Transforms><ds:DigestMethod'],
  ])('%s is an error, and none of the structure (X4)', async (_, from, to) => {
    const signature = await changed(from, to);
    expect(errorsOf(signature)).toEqual(['XML_SIGNATURE_AMBIGUOUS']);
    expect(signature.structure.valid).toBe(false);
  });

  it.each([
    ['a comment in a digest', '<ds:DigestValue>', '<ds:DigestValue>AAAA<!--x-->'],
    ['a comment in the value', 'AAAA</ds:SignatureValue>', 'AA<!--x-->AA</ds:SignatureValue>'],
    ['a processing instruction in the value', 'AAAA</', 'AA<?x?>AA</'],
    ['an element in the value', 'AAAA</', 'AAAA<x/></'],
    ['a CDATA section in the value', 'AAAA</', '<![CDATA[AAAA]]></'],
  ])('%s is an error (X5)', async (_, from, to) => {
    expect(errorsOf(await changed(from, to))).toEqual(['XML_VALUE_AMBIGUOUS']);
  });

  it('makes the digest unreadable, not a shorter one', async () => {
    const signature = await changed('</ds:DigestValue>', '<!--x--></ds:DigestValue>');
    expect(signature.references[0]?.digest).toBeUndefined();
  });
});

describe('qualifying properties', () => {
  const build = async ({
    before = '',
    after = '',
    ...options
  }: Parameters<typeof propertiesXml>[0] & {
    before?: string;
    after?: string;
  } = {}): Promise<ParsedSignature> => {
    const properties = propertiesXml(options);
    return parseOne(
      await signatureXml({
        references: [propertiesReference(properties)],
        after: `${before}${properties.object}${after}`,
      }),
    );
  };

  it('are those that the signature covers, wherever others stand (X2)', async () => {
    const decoy = propertiesXml({ id: 'D', time: '2020-01-01T00:00:00Z' }).object;
    for (const place of [{ before: decoy }, { after: decoy }]) {
      const signature = await build(place);
      expect(signature.claimedTime).toEqual(new Date('2026-01-01T00:00:00Z'));
      expect(idsOf(signature)).toContain('XADES_PROPERTIES_IGNORED');
    }
  });

  it('that the signature does not refer to are an error', async () => {
    const properties = propertiesXml();
    const signature = await parseOne(
      `<a>${await signatureXml({ references: [{ uri: '', transforms: [ENVELOPED], over: '' }], after: properties.object })}</a>`,
    );
    expect(errorsOf(signature)).toEqual(['XADES_PROPERTIES_NOT_SIGNED']);
  });

  it('that it refers to in another place are not found', async () => {
    const properties = propertiesXml();
    const moved = `<ds:Object>${properties.canonical}</ds:Object>${propertiesXml({ id: 'D' }).object}`;
    const signature = await parseOne(
      await signatureXml({ references: [propertiesReference(properties)], after: moved }),
    );
    expect(await outcomesOf(signature)).toEqual(['signed-properties missing', 'reference missing']);
  });

  it('of another signature are an error (X17)', async () => {
    expect(errorsOf(await build({ target: '#T' }))).toEqual(['XADES_TARGET_DIFFERS']);
    expect(errorsOf(await build({ target: 'S' }))).toEqual([]);
  });

  it('tell the time that the signer claims, and when it is none', async () => {
    expect((await build({ time: '2026-11-21T09:00:00.5+09:00' })).claimedTime).toEqual(
      new Date('2026-11-21T00:00:00.500Z'),
    );
    const signature = await build({ time: 'yesterday' });
    expect(signature.claimedTime).toBeUndefined();
    expect(idsOf(signature)).toContain('SIGNING_TIME_MISENCODED');
    expect(signature.structure.valid).toBe(false);
  });

  it('are not what is called so elsewhere', async () => {
    const properties = propertiesXml();
    const signature = await parseOne(
      await signatureXml({
        references: [
          { uri: '#P', type: SIGNED_PROPERTIES, over: properties.canonical, transforms: [EXCLUSIVE] },
        ],
        after: `<ds:Object><x>${properties.object.replace(/<\/?ds:Object>/g, '')}</x></ds:Object>`,
      }),
    );
    expect(signature).toMatchObject({ format: 'XMLDSig', claimedTime: undefined });
  });
});

describe('counter-signatures', () => {
  const VALUE =
    '<ds:SignatureValue xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="S-value">AAAA</ds:SignatureValue>';
  const TYPE = 'http://uri.etsi.org/01903#CountersignedSignature';
  const nested = async (
    uri: string,
    type?: string,
    place = 'CounterSignature',
    over = VALUE,
  ): Promise<readonly ParsedSignature[]> => {
    const counter = await signatureXml({
      id: 'C',
      references: [{ uri, ...(type !== undefined && { type }), transforms: [EXCLUSIVE], over }],
    });
    const properties = propertiesXml({ unsigned: `<xades:${place}>${counter}</xades:${place}>` });
    return parse(
      await signatureXml({ references: [propertiesReference(properties)], after: properties.object }),
    );
  };

  it('follow the signature they countersign', async () => {
    for (const type of [undefined, TYPE]) {
      const [signature, counter] = await nested('#S-value', type);
      expect(counter?.counterSignatureOf).toBe(signature?.id);
      const outcomes = counter === undefined ? [] : await outcomesOf(counter);
      expect(outcomes.at(-1)).toBe('countersigned-signature intact');
    }
  });

  it('of another value are not of this one (X18)', async () => {
    const [, counter] = await nested(
      '#C-value',
      TYPE,
      'CounterSignature',
      VALUE.replace('S-value', 'C-value'),
    );
    const outcomes = counter === undefined ? [] : await outcomesOf(counter);
    expect(outcomes).toEqual(['countersigned-signature intact', 'countersigned-signature broken']);
  });

  it('stand in no other property', async () => {
    const [, other] = await nested('#S-value', TYPE, 'Elsewhere');
    // Such a signature says itself that it countersigns, and is held against nothing else.
    expect(other?.references).toHaveLength(1);
  });

  it('are known by what they say of themselves, beside the signature', async () => {
    const signed = await signatureXml({ references: [{ uri: '#x', over: '' }] });
    const counter = await signatureXml({
      id: 'C',
      references: [{ uri: '#S-value', type: TYPE, transforms: [EXCLUSIVE], over: VALUE }],
    });
    const [first, second] = await parse(`<a>${signed}${counter}</a>`);
    expect(first?.counterSignatureOf).toBeNull();
    expect(second?.counterSignatureOf).toBe(first?.id);
  });
});
