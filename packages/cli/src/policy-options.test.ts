import { utf8 } from '@eseal/core';
import { describe, expect, it } from 'vitest';
import { readPolicy, readSignaturePolicies } from './policy-options.ts';
import { openBench } from './test-bench.ts';

describe('readPolicy', () => {
  it('knows the presets by name and others by their file', async () => {
    using bench = openBench();
    const file = bench.write('own.json', '{"id":"own","levels":{"SIGNATURE_POLICY_AVAILABLE":"fail"}}');
    expect(await readPolicy('strict')).toBe('strict');
    expect(await readPolicy('compat')).toBe('compat');
    expect(await readPolicy(file)).toMatchObject({
      id: 'own',
      levels: { SIGNATURE_POLICY_AVAILABLE: 'fail' },
    });
  });

  it('refuses files that are no policy', async () => {
    using bench = openBench();
    const refused = (content: string | Uint8Array) => readPolicy(bench.write('own.json', content));
    await expect(refused('{"id":"own","typo":1}')).rejects.toMatchObject({
      code: 'POLICY_INVALID',
      facts: { path: '$.typo' },
    });
    await expect(refused('strict')).rejects.toMatchObject({ code: 'POLICY_INVALID' });
    await expect(refused(Uint8Array.of(0xff))).rejects.toMatchObject({ code: 'INPUT_UNUSABLE' });
    await expect(readPolicy(bench.path('lax'))).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  });
});

describe('readSignaturePolicies', () => {
  it('reads every document', async () => {
    using bench = openBench();
    const files = [bench.write('a', 'A'), bench.write('b', 'B')];
    const documents = await readSignaturePolicies(files);
    expect(documents).toEqual([{ document: utf8('A') }, { document: utf8('B') }]);
    await expect(readSignaturePolicies([bench.path('none')])).rejects.toMatchObject({
      code: 'INPUT_NOT_FOUND',
    });
  });
});
