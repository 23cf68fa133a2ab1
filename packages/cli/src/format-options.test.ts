import { seal, utf8 } from '@eseal/core';
import { asic } from '@eseal/formats/asic';
import { createGoodWorld, createMockSigner, invoiceXml, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { chooseFormat, type FormatOptions, type OpenForSealing, openFormats } from './format-options.ts';
import { type Bench, openBench } from './test-bench.ts';

const inputs = (bench: Bench) => ({
  pdf: bench.write('document', smallPdf()),
  xml: bench.write('invoice', invoiceXml()),
  csv: bench.write('a.csv', 'a,b'),
});

describe('chooseFormat', () => {
  it('goes by the name, then by the first bytes', async () => {
    using bench = openBench();
    const { pdf, xml, csv } = inputs(bench);
    const nameOf = async (input: string) => (await chooseFormat(input, {})).name;
    expect(await nameOf(bench.write('a.PDF', 'no PDF at all'))).toBe('pades');
    expect(await nameOf(bench.write('a.XML', 'no XML at all'))).toBe('xades');
    expect(await Promise.all([pdf, xml, csv].map(nameOf))).toEqual(['pades', 'xades', 'cades']);
    expect(await nameOf(bench.write('empty', ''))).toBe('cades');
  });

  it('does what the options say', async () => {
    using bench = openBench();
    const { xml, csv } = inputs(bench);
    expect(await chooseFormat(xml, { format: 'cades', packaging: 'attached' })).toEqual({
      name: 'cades',
      options: { packaging: 'attached' },
    });
    expect(await chooseFormat(xml, { packaging: 'enveloping' })).toEqual({
      name: 'xades',
      options: { packaging: 'enveloping' },
    });
    expect(await chooseFormat(csv, { format: 'xades', packaging: 'detached' })).toEqual({
      name: 'xades',
      options: { packaging: 'detached', name: 'a.csv' },
    });
  });

  it('puts a XAdES seal into XML and beside everything else', async () => {
    using bench = openBench();
    const { pdf, xml, csv } = inputs(bench);
    const packagings = [pdf, xml, csv].map(async (input) => chooseFormat(input, { format: 'xades' }));
    expect(await Promise.all(packagings)).toMatchObject([
      { options: { packaging: 'detached', name: 'document' } },
      { options: { packaging: 'enveloped' } },
      { options: { packaging: 'detached', name: 'a.csv' } },
    ]);
  });

  it.each([
    ['cades', 'enveloped', 'detached or attached, not --packaging enveloped'],
    ['cades', 'enveloping', 'detached or attached, not --packaging enveloping'],
    ['xades', 'attached', 'enveloped or enveloping or detached, not --packaging attached'],
  ] as const)('refuses what a format does not have: %s %s', async (format, packaging, reason) => {
    using bench = openBench();
    await expect(chooseFormat(inputs(bench).xml, { format, packaging })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining(reason),
    });
  });
});

describe('a container', () => {
  it('takes the document under its name, or a further seal when the input is one already', async () => {
    using bench = openBench();
    const { csv } = inputs(bench);
    expect(await chooseFormat(csv, { format: 'asic-e', container: 'xades' })).toEqual({
      name: 'asic-e',
      options: { container: 'xades', document: 'a.csv' },
    });
    const format = asic({ type: 'asic-e', container: 'cades', name: 'a.csv' });
    const signer = createMockSigner((await createGoodWorld()).seal);
    const container = bench.write('a.zip', await (await seal(utf8('a,b'), { signer, format })).toBytes());
    const further = { name: 'asic-e', options: { container: 'cades', document: undefined } };
    expect(await chooseFormat(container, {})).toEqual(further);
    await expect(chooseFormat(container, { content: [csv] })).rejects.toMatchObject({ code: 'USAGE' });
    const chosen = await chooseFormat(container, { format: 'asic-s' });
    expect(chosen).toMatchObject({ options: { document: 'a.zip' } });
  });
});

const OPEN: OpenForSealing = { password: undefined, contents: [] };

describe('openFormats', () => {
  it('hands the options of a format on', async () => {
    const createCades = await openFormats([], { reason: 'of PDFs only' });
    const cades = await createCades({ name: 'cades', options: { packaging: 'attached' } }, OPEN);
    expect(cades).toMatchObject({ name: 'cades', parameters: { packaging: 'attached' } });
    const options = { certify: '2', field: 'Seal', reason: '発行', location: '東京' };
    const createPades = await openFormats([{ name: 'pades' }], options);
    const pades = await createPades({ name: 'pades' }, OPEN);
    expect(pades.name).toBe('pades');
    expect(pades.parameters).toEqual({ certify: 2, fieldName: 'Seal', reason: '発行', location: '東京' });
    expect((await createPades({ name: 'xades', options: { packaging: 'enveloped' } }, OPEN)).name).toBe(
      'xades',
    );
  });

  it('weakens nothing unless it is told to', async () => {
    const parametersOf = async (options: FormatOptions) =>
      (await (await openFormats([{ name: 'pades' }], options))({ name: 'pades' }, OPEN)).parameters;
    expect(await parametersOf({ repair: false, allowHybridReferences: false })).toEqual({});
    const loosened = { repair: true, allowHybridReferences: true };
    expect(await parametersOf(loosened)).toEqual({ repair: 'rewrite', allowHybridReferences: true });
  });

  it('keeps the password out of what is stored of a seal', async () => {
    const create = await openFormats([{ name: 'pades' }], {});
    expect(
      JSON.stringify((await create({ name: 'pades' }, { ...OPEN, password: 'secret-1234' })).parameters),
    ).toBe('{}');
  });
});
