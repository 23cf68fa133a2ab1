import { augment, utf8 } from '@eseal/core';
import { invoiceXml } from '@eseal/testkit';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseXades } from '../parse/parse.ts';
import { checkSeals, createTestSealer, type TestSealer, textOf } from '../test-seals.ts';
import { xades } from '../xades.ts';

const INVOICE = invoiceXml();

let sealer: TestSealer;
beforeAll(async () => {
  sealer = await createTestSealer();
});

const raised = async (sealed: Uint8Array | string): Promise<Uint8Array> => {
  const { timestamps } = sealer;
  const source = typeof sealed === 'string' ? utf8(sealed) : sealed;
  return (await augment(source, { format: xades(), adesLevel: 'B-T', timestamps })).toBytes();
};

const forms = async (sealed: Uint8Array) =>
  (await parseXades(sealed)).signatures.map(({ form, timestamps }) => [form, timestamps.length]);

describe('raising XAdES seals to B-T', () => {
  it('stamps every seal that has no timestamp, and leaves the bytes that are there', async () => {
    const both = await sealer.sealed(await sealer.sealed(INVOICE, {}, { adesLevel: 'B-T' }));
    const result = await raised(both);
    expect(await forms(result)).toEqual([
      ['B-T', 1],
      ['B-T', 1],
    ]);
    expect(await checkSeals(result)).toEqual([true, true]);
    const added = /<xades:UnsignedProperties xmlns:ds=.*?<\/xades:UnsignedProperties>/s;
    expect(textOf(result).replace(added, '')).toBe(textOf(both));
  });

  it.each([
    ['enveloping', { packaging: 'enveloping' }],
    ['in UBL extensions, inclusive', { place: { kind: 'ubl-extensions' }, canonicalization: 'c14n' }],
  ] as const)('works on seals that are %s', async (_, options) => {
    const result = await raised(await sealer.sealed(INVOICE, options));
    expect(await forms(result)).toEqual([['B-T', 1]]);
    expect(await checkSeals(result)).toEqual([true]);
    expect(await checkSeals(textOf(result).replace('<ds:SignatureValue', '<ds:SignatureValue '))).toEqual([
      true,
    ]);
    expect(await checkSeals(textOf(result).replace(/-value">/, '-valuE">'))).toEqual([false]);
  });

  it('is given back as it was when nothing is missing', async () => {
    const stamped = await sealer.sealed(INVOICE, {}, { adesLevel: 'B-T' });
    expect(await raised(stamped)).toEqual(stamped);
    const again = await augment(stamped, { format: xades(), adesLevel: 'B-B' });
    expect(await again.toBytes()).toEqual(stamped);
  });

  it('uses the unsigned properties of others, in the order of the schema', async () => {
    const sealed = `\uFEFF${textOf(await sealer.sealed(INVOICE))}`;
    const end = '</xades:QualifyingProperties>';
    const ofData =
      '<xades:UnsignedDataObjectProperties><xades:UnsignedDataObjectProperty/></xades:UnsignedDataObjectProperties>';
    for (const [present, before] of [
      ['<xades:UnsignedProperties/>', '<xades:UnsignedProperties><xades:UnsignedSignatureProperties '],
      [
        `<xades:UnsignedProperties>${ofData}</xades:UnsignedProperties>`,
        '<xades:UnsignedProperties><xades:UnsignedSignatureProperties ',
      ],
      [
        '<xades:UnsignedProperties><xades:UnsignedSignatureProperties><x/></xades:UnsignedSignatureProperties></xades:UnsignedProperties>',
        '<xades:UnsignedSignatureProperties><x/><xades:SignatureTimeStamp ',
      ],
    ] as const) {
      const result = await raised(sealed.replace(end, `${present}${end}`));
      expect(textOf(result)).toContain(before);
      expect((await forms(result))[0]?.[1]).toBe(1);
    }
  });

  it('is refused for a seal that does not hold', async () => {
    const sealed = textOf(await sealer.sealed(INVOICE));
    for (const broken of [
      sealed.replace('株式会社', '有限会社'),
      sealed.replace(/SigningTime>2/, 'SigningTime>1'),
    ])
      await expect(raised(broken)).rejects.toMatchObject({ code: 'SEAL_BROKEN' });
  });

  it('is refused for documents without a XAdES seal', async () => {
    await expect(raised(INVOICE)).rejects.toMatchObject({ code: 'XML_NOT_SEALED' });
    const older = textOf(await sealer.sealed(INVOICE)).replaceAll('01903/v1.3.2#"', '01903/v1.1.1#"');
    await expect(raised(older)).rejects.toMatchObject({ code: 'XML_NOT_SEALED' });
    await expect(raised('<a')).rejects.toMatchObject({ code: 'XML_SYNTAX' });
  });

  it('is refused for a seal that another one covers, before a timestamp is asked for', async () => {
    const both = await sealer.sealed(await sealer.sealed(INVOICE), { coverEarlierSeals: true });
    const timestamps = {
      ...sealer.timestamps,
      stamp: async () => {
        throw new TypeError('not to be asked');
      },
    };
    const raising = augment(both, { format: xades(), adesLevel: 'B-T', timestamps });
    await expect(raising).rejects.toMatchObject({ code: 'XML_CHANGE_FORBIDDEN' });
  });

  it('leaves signatures inside a seal alone', async () => {
    const inner = await sealer.sealed(INVOICE);
    const outer = await sealer.sealed(inner, { packaging: 'enveloping', objectContent: 'xml' });
    const result = await raised(outer);
    expect(await forms(result)).toEqual([
      ['B-T', 1],
      ['B-B', 0],
    ]);
  });
});
