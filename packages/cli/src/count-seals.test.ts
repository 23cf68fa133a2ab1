import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createGoodWorld, createMockSigner, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { countSeals } from './count-seals.ts';
import { openBench } from './test-bench.ts';

describe('countSeals', () => {
  it('counts the seals of a file', async () => {
    using bench = openBench();
    const signer = createMockSigner((await createGoodWorld()).seal);
    expect(await countSeals(bench.write('0.pdf', smallPdf()), undefined)).toBe(0);
    const once = await (await seal(smallPdf(), { signer, format: pades() })).toBytes();
    const twice = await (await seal(once, { signer, format: pades() })).toBytes();
    expect(await countSeals(bench.write('2.pdf', twice), undefined)).toBe(2);
  });
});
