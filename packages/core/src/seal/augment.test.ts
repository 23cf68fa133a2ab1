import { describe, expect, it } from 'vitest';
import { textOf, toyFormat } from '../../test/toy-format.ts';
import { utf8 } from '../util/bytes.ts';
import { augment } from './augment.ts';

describe('raising a level', () => {
  it('is the format’s work, with the sources it may use', async () => {
    const format = toyFormat();
    const timestamps = {
      digestAlgorithm: 'SHA-256',
      tokenSize: async () => 1,
      stamp: async () => utf8('t'),
    } as const;
    const material = { collect: async () => ({ certificates: [], crls: [], ocspResponses: [] }) };
    const { signal } = new AbortController();
    const raised = await augment(utf8('sealed'), { format, adesLevel: 'B-LT', timestamps, material, signal });
    expect(textOf(await raised.toBytes())).toBe('sealed\nB-LT');
    expect(format.assembleContexts).toEqual([
      { adesLevel: 'B-LT', timestamps: [timestamps], material, signal },
    ]);
  });

  it('passes on what the format refuses', async () => {
    const format = { ...toyFormat(), augment: () => Promise.reject(new Error('no seal')) };
    await expect(augment(utf8('x'), { format, adesLevel: 'B-T' })).rejects.toThrow('no seal');
  });
});
