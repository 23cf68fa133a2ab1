import { createHash } from 'node:crypto';
import { seal } from '@eseal/core';
import { pades } from '@eseal/formats/pades';
import { createGoodWorld, createMockSigner, smallPdf } from '@eseal/testkit';
import { describe, expect, it } from 'vitest';
import { describeSealed } from './describe-sealed.ts';
import { openBench } from './test-bench.ts';

describe('describeSealed', () => {
  it('counts the seals of a file and gives its digest', async () => {
    using bench = openBench();
    const signer = createMockSigner((await createGoodWorld()).seal);
    const none = bench.write('0.pdf', smallPdf());
    expect(await describeSealed(none, null, undefined)).toEqual({
      output: none,
      format: 'pades',
      level: null,
      seals: 0,
      sha256: createHash('sha256').update(smallPdf()).digest('hex'),
    });
    const once = await (await seal(smallPdf(), { signer, format: pades() })).toBytes();
    const twice = await (await seal(once, { signer, format: pades() })).toBytes();
    expect(await describeSealed(bench.write('2.pdf', twice), 'B-B', undefined)).toMatchObject({
      level: 'B-B',
      seals: 2,
    });
  });
});
