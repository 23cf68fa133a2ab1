import type { Certificate } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld, NOW } from '../../test/judging.ts';
import { validityTime } from './validity-model.ts';

/** An authority, another below it and a target, issued in the years 2001 to 2003. */
async function path(): Promise<readonly Certificate[]> {
  const any = certificateOf((await goodWorld()).seal);
  return [2001, 2002, 2003].map((year) => ({ ...any, notBefore: new Date(`${year}-01-01T00:00:00Z`) }));
}

const years = async (model: Parameters<typeof validityTime>[3]) => {
  const certificates = await path();
  return certificates.map((_, index) => validityTime(certificates, index, NOW, model).getUTCFullYear());
};

describe('validityTime', () => {
  it('is one for all in the shell model', async () => {
    expect(await years('shell')).toEqual([2026, 2026, 2026]);
  });

  it('is when the next certificate was issued in the chain model', async () => {
    expect(await years('chain')).toEqual([2002, 2003, 2026]);
  });

  it('is when the target was issued in the hybrid model', async () => {
    expect(await years('hybrid')).toEqual([2003, 2003, 2026]);
  });
});
