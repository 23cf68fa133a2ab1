import { mkdirSync } from 'node:fs';
import { invoiceXml, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { planSeals } from './seal-plan.ts';
import { type Bench, openBench } from './test-bench.ts';

const nothing = (): boolean => false;

function writeInputs(bench: Bench): readonly [pdf: string, csv: string] {
  return [bench.write('a.pdf', smallPdf()), bench.write('b.csv', 'a,b')];
}

describe('planSeals', () => {
  it('gives every input its format and its place', async () => {
    using bench = openBench();
    const [pdf, csv] = writeInputs(bench);
    const outDir = bench.path('out');
    expect(await planSeals([pdf, csv], { outDir }, nothing)).toEqual([
      { input: pdf, format: { name: 'pades' }, output: bench.path('out/a.pdf') },
      {
        input: csv,
        format: { name: 'cades', options: { packaging: 'detached' } },
        output: bench.path('out/b.csv.p7s'),
      },
    ]);
    expect(bench.list()).toContain('out');
    const attached = await planSeals([pdf], { outDir, format: 'cades', packaging: 'attached' }, nothing);
    expect(attached).toMatchObject([{ output: bench.path('out/a.pdf.p7m') }]);
    const named = await planSeals([pdf], { out: bench.path('x') }, nothing);
    expect(named).toMatchObject([{ output: bench.path('x') }]);
  });

  it.each([
    ['enveloped', 'out/a.xml'],
    ['enveloping', 'out/a.xml.xades.xml'],
    ['detached', 'out/a.xml.xades.xml'],
  ] as const)('names %s XAdES seals after the document', async (packaging, output) => {
    using bench = openBench();
    const xml = bench.write('a.xml', invoiceXml());
    const outDir = bench.path('out');
    expect(await planSeals([xml], { outDir, packaging }, nothing)).toMatchObject([
      { output: bench.path(output) },
    ]);
  });

  it('seals CMS beside the documents into their own directory, but never over one of them', async () => {
    using bench = openBench();
    const [pdf, csv] = writeInputs(bench);
    const outDir = bench.path('');
    expect(await planSeals([csv], { outDir }, nothing)).toMatchObject([{ output: bench.path('b.csv.p7s') }]);
    await expect(planSeals([pdf], { outDir }, nothing)).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses two inputs whose outputs have one name', async () => {
    using bench = openBench();
    const [pdf] = writeInputs(bench);
    mkdirSync(bench.path('other'));
    const second = bench.write('other/a.pdf', smallPdf());
    const plan = planSeals([pdf, second], { outDir: bench.path('out') }, nothing);
    await expect(plan).rejects.toMatchObject({ code: 'USAGE' });
  });

  it('refuses no place, two places, and one place for several', async () => {
    using bench = openBench();
    const [pdf, csv] = writeInputs(bench);
    for (const options of [{}, { out: bench.path('x'), outDir: bench.path('y') }])
      await expect(planSeals([pdf], options, nothing)).rejects.toMatchObject({ code: 'USAGE' });
    await expect(planSeals([pdf, csv], { out: bench.path('x') }, nothing)).rejects.toMatchObject({
      code: 'USAGE',
    });
    expect(bench.list()).toEqual(['a.pdf', 'b.csv']);
  });

  it('refuses options of the command line that no document can have, but keeps those of a file for other runs', async () => {
    using bench = openBench();
    const [pdf, csv] = writeInputs(bench);
    const options = { outDir: bench.path('out'), image: 'seal.png', packaging: 'attached' } as const;
    const given = (name: string): boolean => name === 'image';
    await expect(planSeals([csv], options, given)).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('--image is of pades'),
    });
    expect(await planSeals([csv], options, nothing)).toHaveLength(1);
    expect(await planSeals([csv, pdf], options, given)).toHaveLength(2);
    for (const option of ['packaging', 'place']) {
      const isGiven = (name: string): boolean => name === option;
      await expect(planSeals([pdf], options, isGiven)).rejects.toMatchObject({ code: 'USAGE' });
    }
    const hybrid = (name: string): boolean => name === 'allowHybridReferences';
    await expect(planSeals([csv], options, hybrid)).rejects.toMatchObject({
      message: expect.stringContaining('--allow-hybrid-references is of pades'),
    });
    const place = (name: string): boolean => name === 'place';
    await expect(planSeals([csv], options, place)).rejects.toMatchObject({
      message: expect.stringContaining('--place is of xades'),
    });
  });

  it('looks for every input before anything is done', async () => {
    using bench = openBench();
    const [pdf] = writeInputs(bench);
    const plan = planSeals([pdf, bench.path('absent')], { outDir: bench.path('out') }, nothing);
    await expect(plan).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
    expect(bench.list()).not.toContain('out');
  });
});
