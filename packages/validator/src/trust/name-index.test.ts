import { parseName } from '@eseal/core/x509';
import { describe, expect, it } from 'vitest';
import { certificateOf, goodWorld } from '../../test/judging.ts';
import { createNameIndex, nameKey } from './name-index.ts';

describe('createNameIndex', () => {
  it('finds values by each of their names, in the order they were given', async () => {
    const { issuingCa, root } = await goodWorld();
    const [a, b] = [certificateOf(root).subject, certificateOf(issuingCa).subject];
    const values = [
      { id: 1, names: [a] },
      { id: 2, names: [b, a, a] },
    ];
    const index = createNameIndex(values, ({ names }) => names);
    expect(index.named(parseName(a.raw)).map(({ id }) => id)).toEqual([1, 2]);
    expect(index.named(b).map(({ id }) => id)).toEqual([2]);
    expect(index.named(certificateOf((await goodWorld()).seal).subject)).toEqual([]);
    expect([...index.values()].flat()).toHaveLength(3);
  });
});

describe('nameKey', () => {
  it('tells attributes of one relative name from those of several', async () => {
    const { subject } = certificateOf((await goodWorld()).root);
    const joined = { ...subject, rdns: [subject.rdns.flat()] };
    expect(nameKey(joined)).not.toBe(nameKey(subject));
    expect(nameKey({ ...subject, raw: new Uint8Array() })).toBe(nameKey(subject));
  });
});
