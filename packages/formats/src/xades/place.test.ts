import { utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SealPlace, XadesOptions } from './options.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from './test-seals.ts';

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const DOCUMENT = '<a xmlns="urn:a"><b id="x"><c/></b><b id="y"><c> </c><d/></b><n id="1"/><n id="1"/></a>';

/** The document with its seal named, which must hold. */
async function placed(place: SealPlace, options: XadesOptions = {}): Promise<string> {
  const sealed = await sealer.sealed(DOCUMENT, { ...options, place });
  expect(await checkSeals(sealed)).toEqual([true]);
  return textOf(sealed).replace(/<ds:Signature .*<\/ds:Signature>/s, '[seal]');
}

const named = (localName: string) => ({ namespace: 'urn:a', localName });

describe('the place of a seal', () => {
  it('is at the end of the root', async () => {
    expect(await placed({ kind: 'end-of-root' })).toBe(DOCUMENT.replace('</a>', '[seal]</a>'));
  });

  it('is at the end of an element with an Id', async () => {
    const expected = DOCUMENT.replace('<d/></b>', '<d/>[seal]</b>');
    expect(await placed({ kind: 'element-id', id: 'y' })).toBe(expected);
  });

  it('is in an empty element at the end of a path', async () => {
    const path = ['a', 'b', 'd'].map(named);
    expect(await placed({ kind: 'element-path', path })).toBe(DOCUMENT.replace('<d/>', '<d>[seal]</d>'));
    expect(await placed({ kind: 'element-path', path: path.slice(0, 1) })).toMatch(/\[seal\]<\/a>$/);
  });

  it.each<[string, SealPlace]>([
    ['an Id that nothing has', { kind: 'element-id', id: 'z' }],
    ['a path that leads nowhere', { kind: 'element-path', path: ['a', 'e'].map(named) }],
    ['a path of another namespace', { kind: 'element-path', path: [{ namespace: '', localName: 'a' }] }],
    ['a path from below the root', { kind: 'element-path', path: [named('b')] }],
    ['a path that leads to two elements', { kind: 'element-path', path: ['a', 'b', 'c'].map(named) }],
    ['the extensions of UBL in another document', { kind: 'ubl-extensions' }],
  ])('is not found by %s', async (_, place) => {
    await expect(sealer.sealed(DOCUMENT, { place })).rejects.toMatchObject({ code: 'XML_PLACE_NOT_FOUND' });
  });

  it('is not one of two elements with the same Id', async () => {
    const place = { kind: 'element-id', id: '1' } as const;
    await expect(sealer.sealed(DOCUMENT, { place })).rejects.toMatchObject({ code: 'XML_DUPLICATE_ID' });
  });
});

describe('a seal over elements', () => {
  const options = { packaging: 'internally-detached', elementIds: ['x', 'y'] } as const;

  it('leaves itself out of the element that it stands in', async () => {
    for (const id of ['x', 'y']) {
      const place = { kind: 'element-id', id } as const;
      await placed(place, options);
    }
  });

  it('covers these alone', async () => {
    const sealed = textOf(await sealer.sealed(DOCUMENT, options));
    expect(await checkSeals(sealed.replace('</a>', '<new/></a>'))).toEqual([true]);
    expect(await checkSeals(sealed.replace('<d/>', '<d>1</d>'))).toEqual([false]);
    expect(await checkSeals(sealed.replace('<b id="x">', '<b id="x" e="">'))).toEqual([false]);
  });

  it('is refused when there is none, or several of an Id', async () => {
    const elements = (...elementIds: string[]) => sealer.sealed(DOCUMENT, { ...options, elementIds });
    await expect(elements('x', 'z')).rejects.toMatchObject({ code: 'XML_ELEMENT_NOT_FOUND' });
    const twice = DOCUMENT.replace('"y"', '"x"');
    await expect(sealer.sealed(twice, options)).rejects.toMatchObject({ code: 'XML_DUPLICATE_ID' });
  });
});

describe('a seal in the extensions of a UBL invoice', () => {
  const place = { kind: 'ubl-extensions' } as const;
  const EXT = 'urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2';
  const invoice = textOf(invoiceXml());
  const withExtensions = (inner: string): string => {
    const extensions = `<e:UBLExtensions xmlns:e="${EXT}">${inner}</e:UBLExtensions>`;
    return invoice.replace(/(<Invoice[^>]*>)/, `$1${extensions}`);
  };

  it('is in the first child of the root, which is created', async () => {
    const sealed = textOf(await sealer.sealed(invoice, { place }));
    expect(await checkSeals(sealed)).toEqual([true]);
    expect(sealed).toMatch(
      /<Invoice[^>]*><ext:UBLExtensions [^>]*><ext:UBLExtension><ext:ExtensionURI>[^<]*:dsig:enveloped:xades<\/ext:ExtensionURI><ext:ExtensionContent><sig:UBLDocumentSignatures><sac:SignatureInformation><cbc:ID>[^<]*:signature:1<\/cbc:ID><ds:Signature /,
    );
    expect(sealed.replace(/<ext:UBLExtensions .*<\/ext:UBLExtensions>/s, '')).toBe(invoice);
    expect(await checkSeals(sealed.replace(':dsig:enveloped:xades', ':dsig:enveloped'))).toEqual([false]);
  });

  it('is beside other extensions', async () => {
    const other = '<e:UBLExtension><e:ExtensionContent><x xmlns=""/></e:ExtensionContent></e:UBLExtension>';
    for (const inner of [other, '']) {
      const sealed = textOf(await sealer.sealed(withExtensions(inner), { place }));
      expect(await checkSeals(sealed)).toEqual([true]);
      expect(sealed).toContain(`${inner}<ext:UBLExtension `);
    }
  });

  it.each(['exc-c14n', 'c14n'] as const)(
    'stands beside another seal there, with %s',
    async (canonicalization) => {
      const first = await sealer.sealed(invoice, { place, canonicalization });
      const both = await sealer.sealed(first, { place, canonicalization }, { adesLevel: 'B-T' });
      expect(await checkSeals(both)).toEqual([true, true]);
      expect(textOf(both)).toContain(':signature:2</cbc:ID>');
      expect(textOf(both).match(/<sig:UBLDocumentSignatures/g)).toHaveLength(1);
      expect(await checkSeals(textOf(both).replace('株式会社', '有限会社'))).toEqual([false, false]);
    },
  );

  it('is in an empty UBL document as well', async () => {
    const root = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2';
    const sealed = await sealer.sealed(utf8(`<i:Invoice xmlns:i="${root}"/>`), { place });
    expect(await checkSeals(sealed)).toEqual([true]);
  });
});
