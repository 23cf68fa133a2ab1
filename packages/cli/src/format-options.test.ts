import { smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { createFormat, defaultFormat } from './format-options.ts';
import { openBench } from './test-bench.ts';

describe('createFormat', () => {
  it('hands the options of a format on', async () => {
    const cades = await createFormat('cades', { packaging: 'attached', reason: 'of PDFs only' });
    expect(cades).toMatchObject({ name: 'cades', parameters: { packaging: 'attached' } });
    const pades = await createFormat('pades', {
      certify: '2',
      field: 'Seal',
      reason: '発行',
      location: '東京',
    });
    expect(pades.name).toBe('pades');
    expect(pades.parameters).toEqual({ certify: 2, fieldName: 'Seal', reason: '発行', location: '東京' });
    expect((await createFormat('pades', {})).parameters).toEqual({});
  });
});

describe('defaultFormat', () => {
  it('goes by the name, then by the first bytes', async () => {
    using bench = openBench();
    expect(await defaultFormat(bench.write('a.PDF', 'no PDF at all'))).toBe('pades');
    expect(await defaultFormat(bench.write('document', smallPdf()))).toBe('pades');
    expect(await defaultFormat(bench.write('a.csv', 'a,b'))).toBe('cades');
    expect(await defaultFormat(bench.write('empty', ''))).toBe('cades');
  });

  it('does not seal XML in another way than asked for', async () => {
    await expect(defaultFormat('a.xml')).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
  });
});
