import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { openContents } from './contents.ts';
import { openBench } from './test-bench.ts';

const hex = 'ab'.repeat(32);

describe('openContents', () => {
  it('is nothing when nothing is named', async () => {
    await using opened = await openContents({});
    expect(opened.contents).toEqual([]);
  });

  it('gives digests, then files under their names', async () => {
    using bench = openBench();
    const content = [bench.write('a.csv', 'a,b'), bench.write('請求書.csv', 'c')];
    await using opened = await openContents({ content, contentDigest: [`x.csv=sha256:${hex}`] });
    expect(opened.contents.map(({ name }) => name)).toEqual(['x.csv', 'a.csv', '請求書.csv']);
    const [digest, file] = opened.contents;
    expect(digest?.source).toMatchObject({ algorithm: 'SHA-256' });
    expect(file?.source).toMatchObject({ size: utf8('a,b').length });
  });

  it('refuses files that are not there and digests that are none', async () => {
    using bench = openBench();
    const content = [bench.write('a.csv', 'a,b'), bench.path('absent.csv')];
    await expect(openContents({ content })).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
    await expect(openContents({ contentDigest: ['sha256:00'] })).rejects.toMatchObject({ code: 'USAGE' });
  });
});
